import type { RunLimits, RunResult } from '#judge0';
import { checkValue } from '../checkers/check-value.ts';
import { newKey, readFrame } from '../frames.ts';
import { functionProgram } from '../harnesses/function-program.ts';
import type { Harness, JudgedProblem, JudgedTest } from '../judged-problem.ts';
import type { Solution } from '../judge-solution.ts';
import { lineIn } from '../line-in.ts';
import { limitsFor } from '../program-of.ts';
import { endOf } from '../verdicts/end-of.ts';
import { unfinished } from '../verdicts/unfinished.ts';
import type { Answer, Batch } from './batch.ts';
import { readFunctionFrame } from './function-frame.ts';

/** Functions that are called with arguments and give a value. */
export function functionBatch(problem: JudgedProblem, solution: Solution, tests: readonly JudgedTest[]): Batch {
  const harness = problem.harness!;
  const limits = limitsFor(problem, solution.language);
  const keys = tests.map(newKey);
  return {
    tests,
    request: {
      language: solution.language,
      files: functionProgram(problem, solution),
      runs: tests.map((test, index) => ({ stdin: inputOf(keys[index]!, harness, test), args: [], limits })),
    },
    read: (index, run) => read(run, keys[index]!, { harness, limits, solution }),
    compare: ({ checker, expected }, actual) =>
      checker.kind === 'program' || expected === null ? null : checkValue(checker, expected, actual),
  };
}

const inputOf = (key: string, { functionName }: Harness, test: JudgedTest) =>
  `${key}\n${JSON.stringify({ functionName, arguments: test.arguments })}`;

interface Asked {
  readonly harness: Harness;
  readonly limits: RunLimits;
  readonly solution: Solution;
}

function read(run: RunResult, key: string, { harness, limits, solution }: Asked): Answer {
  const { prints, body } = readFrame(run.stdout, key);
  const nothing = { actual: '', prints, line: lineIn(run.stderr.toString('utf8'), solution) };
  const isCut = run.status !== 'finished' && run.status !== 'runtimeError';
  if (isCut || body === null) return { ...nothing, end: endOf(run, limits) ?? unfinished() };
  return { ...nothing, ...readFunctionFrame(body, harness) };
}
