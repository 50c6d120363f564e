import type { Run, RunResult } from '#judge0';
import type { Answer } from '../batches/batch.ts';
import type { Checker } from '../checker.ts';
import type { Execute } from '../execute.ts';
import type { JudgedTest } from '../judged-problem.ts';
import type { JudgingOptions } from '../judge-solution.ts';
import { outcomeOf, type Outcome } from '../verdicts/outcome-of.ts';
import { checkerAnswer } from './checker-answer.ts';

type ProgramChecker = Extract<Checker, { kind: 'program' }>;

/** An answer that the author's own program has to look at. */
export interface Unchecked {
  readonly test: JudgedTest;
  readonly checker: ProgramChecker;
  readonly run: RunResult;
  readonly answer: Answer;
}

const limits: Run['limits'] = {
  cpuMs: 5_000,
  wallMs: 15_000,
  memoryKb: 262_144,
  outputBytes: 16_384,
  errorBytes: 4_096,
};

/** Runs each program once for all answers it is to look at, a box for each of them, where nothing of a student's is. */
export async function runCheckers(
  execute: Execute,
  unchecked: readonly Unchecked[],
  { priority, signal }: Pick<JudgingOptions, 'priority' | 'signal'>,
  checked: (outcome: Outcome) => void,
): Promise<void> {
  const byProgram = Map.groupBy(unchecked, ({ checker }) => JSON.stringify([checker.language, checker.source]));
  for (const those of byProgram.values()) {
    const { language, source } = those[0]!.checker;
    const { runs } = await execute(
      {
        language,
        files: [{ path: 'checker', content: source }],
        runs: those.map(({ test, answer }) => ({ stdin: inputOf(test, answer), args: [], limits })),
        isolation: 'perRun',
        priority,
      },
      signal ? { signal } : {},
    );
    for (const [index, each] of those.entries()) checked(outcomeOf({ ...each, ...checkerAnswer(runs[index]!) }));
  }
}

/** Input, expected and actual output: of each its length in bytes and an end of line, then the bytes and an end of line. */
function inputOf(test: JudgedTest, { actual }: Answer) {
  const input = test.kind === 'function' ? JSON.stringify(test.arguments) : test.stdin;
  const parts = [input, test.expected ?? '', actual].flatMap((text) => {
    const bytes = Buffer.from(text);
    return [Buffer.from(`${bytes.length}\n`), bytes, Buffer.from('\n')];
  });
  return Buffer.concat(parts);
}
