import type { Scope } from '#src/scope/scope.ts';
import { aProblem } from '../../support/problem-factories.ts';

const tests = Array.from({ length: 10 }, (_, index) => ({
  id: `test-${index}`,
  name: `Test ${index + 1}`,
  visibility: index === 0 ? ('sample' as const) : ('hidden' as const),
  stdin: `${index} ${1000 * index}\n`,
  expected: `${1001 * index}\n`,
}));

/** A problem of ten tests. */
export const tenSums = (scope: Scope): Promise<{ id: string; versionId: string }> => aProblem(scope, { tests });

/** What a student writes; different each time, as the work of different people is. */
export const solution = (number: number): string => `# ${number}\nprint(sum(map(int, input().split())))\n`;
