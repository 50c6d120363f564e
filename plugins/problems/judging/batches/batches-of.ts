import type { JudgedProblem, JudgedTest } from '../judged-problem.ts';
import type { Solution } from '../judge-solution.ts';
import type { Batch } from './batch.ts';
import { functionBatch } from './function-batch.ts';
import { ioBatch } from './io-batch.ts';
import { unitBatch } from './unit-batch.ts';

type Kind = JudgedTest['kind'];

const makers: Readonly<Record<Kind, typeof ioBatch>> = { io: ioBatch, function: functionBatch, unit: unitBatch };

/** One program for each kind of test, so that a solution is compiled once for all that is asked in one way. */
export const batchesOf = (problem: JudgedProblem, solution: Solution, tests: readonly JudgedTest[]): readonly Batch[] =>
  (['io', 'function', 'unit'] as const).flatMap((kind) => {
    const those = tests.filter((test) => test.kind === kind);
    return those.length > 0 ? [makers[kind](problem, solution, those)] : [];
  });
