import type { RunLimits, RunResult } from '#judge0';
import { newKey, readFrame } from '../frames.ts';
import { plainScript } from '../harnesses/plain-script.ts';
import { unitClass, unitProgram } from '../harnesses/unit-program.ts';
import type { JudgedProblem, JudgedTest } from '../judged-problem.ts';
import type { Solution } from '../judge-solution.ts';
import { lineIn } from '../line-in.ts';
import { limitsFor } from '../program-of.ts';
import type { SourceFile } from '../source-file.ts';
import { endOf } from '../verdicts/end-of.ts';
import { unfinished } from '../verdicts/unfinished.ts';
import type { Answer, Batch } from './batch.ts';
import { readUnitFrame } from './unit-frame.ts';

/** Tests of a unit-test file, each in a run of its own, so that none is in the way of another. */
export function unitBatch(problem: JudgedProblem, solution: Solution, tests: readonly JudgedTest[]): Batch {
  const limits = limitsFor(problem, solution.language);
  const keys = tests.map(newKey);
  return {
    tests,
    request: {
      language: solution.language,
      files: unitProgram(problem, solution, tests),
      runs: tests.map((test, index) => ({ stdin: inputOf(keys[index]!, test, solution), args: [], limits })),
    },
    read: (index, run) => read(run, keys[index]!, { test: tests[index]!, limits, solution }),
    compare: () => null,
  };
}

/** Where files of tests need not be compiled they come with the input, and no program finds them. */
const inputOf = (key: string, { unitFile, unitName }: JudgedTest, { language }: Solution) =>
  `${key}\n${JSON.stringify({ ...unitOf(unitFile!, language), name: unitName })}`;

function unitOf(unitFile: SourceFile, language: string) {
  const { path, content } = unitFile;
  if (language === 'java') return { unit: unitClass(unitFile) };
  if (language !== 'typescript') return { path, source: content };
  // Lines of what the compiler made are not those of the student.
  return { path: path.replace(/\.ts$/, '.js'), source: plainScript(content), hasLines: false };
}

interface Asked {
  readonly test: JudgedTest;
  readonly limits: RunLimits;
  readonly solution: Solution;
}

function read(run: RunResult, key: string, { test, limits, solution }: Asked): Answer {
  const { prints, body } = readFrame(run.stdout, key);
  const nothing = { actual: '', prints, line: lineIn(run.stderr.toString('utf8'), solution) };
  const isCut = run.status !== 'finished' && run.status !== 'runtimeError';
  if (isCut || body === null) return { ...nothing, end: endOf(run, limits) ?? unfinished() };
  return { ...nothing, ...readUnitFrame(body, test) };
}
