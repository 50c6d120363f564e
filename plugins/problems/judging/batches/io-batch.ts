import { checkOutput } from '../checkers/check-output.ts';
import type { JudgedProblem, JudgedTest } from '../judged-problem.ts';
import type { Solution } from '../judge-solution.ts';
import { lineIn } from '../line-in.ts';
import { limitsFor, programOf } from '../program-of.ts';
import { endOf } from '../verdicts/end-of.ts';
import type { Batch } from './batch.ts';

/** Programs that read an input and write an output. */
export function ioBatch(problem: JudgedProblem, solution: Solution, tests: readonly JudgedTest[]): Batch {
  const limits = limitsFor(problem, solution.language);
  return {
    tests,
    request: {
      language: solution.language,
      files: programOf(problem, solution),
      runs: tests.map(({ stdin, args }) => ({ stdin, args, limits })),
    },
    read: (_index, run) => ({
      end: endOf(run, limits),
      actual: run.stdout.toString('utf8'),
      prints: run.stdout,
      line: run.status === 'runtimeError' ? lineIn(run.stderr.toString('utf8'), solution) : null,
    }),
    compare(test, actual) {
      const { checker, expected } = test;
      if (checker.kind === 'program' || (expected === null && checker.kind !== 'regex')) return null;
      return checkOutput(checker, expected ?? '', actual);
    },
  };
}
