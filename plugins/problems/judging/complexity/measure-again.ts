import type { ExecuteOptions } from '#judge0';
import { batchesOf } from '../batches/batches-of.ts';
import type { Execute } from '../execute.ts';
import type { JudgingOptions, Solution } from '../judge-solution.ts';
import type { JudgedProblem, JudgedTest } from '../judged-problem.ts';
import type { SizedRun } from './broken-claims.ts';

export interface Measured {
  readonly problem: JudgedProblem;
  readonly solution: Solution;
  readonly options: JudgingOptions;
}

/** What tests with a size cost when they run twice more, in both orders. What came out was judged before. */
export async function measureAgain(
  execute: Execute,
  { problem, solution, options }: Measured,
  tests: readonly JudgedTest[],
): Promise<readonly SizedRun[]> {
  const { priority, signal, heard } = options;
  const onProgress: ExecuteOptions['onProgress'] = (progress) => {
    if (progress.kind === 'judges') heard?.(progress);
  };
  const measured: SizedRun[] = [];
  for (const batch of batchesOf(problem, solution, [...tests, ...tests.toReversed()])) {
    const request = { ...batch.request, isolation: 'shared', priority } as const;
    const { runs } = await execute(request, { onProgress, ...(signal ? { signal } : {}) });
    for (const [index, { status, timeMs, memoryKb }] of runs.entries())
      if (status === 'finished') measured.push({ size: batch.tests[index]!.size!, timeMs, memoryKb });
  }
  return measured;
}
