import type { RunResult } from '#judge0';
import type { Answer } from '../batches/batch.ts';
import type { JudgedTest } from '../judged-problem.ts';
import type { TestResult, TestStatus, Words } from '../judgement.ts';
import { shownBytes, shownText } from '../shown-text.ts';
import { closedWords } from './closed-words.ts';
import { rounded } from './rounded.ts';

export interface Outcome {
  readonly result: TestResult;
  /** Of the test's weight, 0 to 1, before groups are counted. */
  readonly share: number;
  /** By the clock, beside the processor time of the result; null where nothing ran. */
  readonly wallMs: number | null;
}

export interface Compared {
  readonly test: JudgedTest;
  readonly run: RunResult;
  readonly answer: Answer;
  /** Why it is not right; null where it is, or where the answer has an end of its own. */
  readonly words: Words | null;
  /** Where a program gave a part of the points. */
  readonly share?: number;
  /** Where the comparison itself failed. */
  readonly status?: TestStatus;
}

/** What a student may be told of one test, and what it counts. */
export function outcomeOf({ test, run, answer, words, ...given }: Compared): Outcome {
  const said = answer.end?.words ?? words;
  const status = answer.end?.status ?? given.status ?? (said ? 'wrong' : 'passed');
  const share = status === 'passed' ? 1 : status === 'wrong' ? (given.share ?? 0) : 0;
  const open = said ?? { key: 'problems.judging.passed', parameters: {} };
  return {
    share,
    wallMs: run.wallMs,
    result: {
      testId: test.id,
      status,
      points: rounded(share * test.weight),
      timeMs: run.timeMs,
      memoryKb: run.memoryKb,
      stdout: shownText(answer.prints, shownBytes.stdout),
      stderr: shownText(run.stderr, shownBytes.stderr),
      line: answer.line,
      words: test.visibility === 'sample' || test.showRun ? open : closedWords(status, open),
    },
  };
}
