import type { ReviewedWork } from '#plugins/ai-reviews';

/** How a program fails, the kind that has to be mended first before the others. */
export const testFaults = [
  'compile',
  'runtimeError',
  'timeLimit',
  'memoryLimit',
  'outputLimit',
  'wrong',
  'missing',
] as const;
export type TestFault = (typeof testFaults)[number];

/** Of what was handed in last; null where nothing was, or nothing failed. Of a hidden test it is told only how it ended. */
export function testFault({ verdict, tests }: Pick<ReviewedWork, 'verdict' | 'tests'>): TestFault | null {
  if (verdict === 'COMPILATION_ERROR') return 'compile';
  return testFaults.find((fault) => tests.some(({ status }) => status === fault)) ?? null;
}
