import type { ExecutionRequest, RunResult } from '#judge0';
import type { JudgedTest } from '../judged-problem.ts';
import type { Words } from '../judgement.ts';
import type { End } from '../verdicts/end-of.ts';

/** What came of a run, before it is compared. */
export interface Answer {
  /** Why there is nothing to compare; null where there is. */
  readonly end: End | null;
  /** What is compared: an output, or the JSON of a value. */
  readonly actual: string;
  /** What the program printed. */
  readonly prints: Buffer;
  readonly line: number | null;
}

/** Tests that one program runs, in one execution. */
export interface Batch {
  readonly tests: readonly JudgedTest[];
  /** With a run for each test. */
  readonly request: Pick<ExecutionRequest, 'language' | 'files' | 'runs'>;
  readonly read: (index: number, run: RunResult) => Answer;
  /** Null where it is right. Not asked for tests with the author's own program. */
  readonly compare: (test: JudgedTest, actual: string) => Words | null;
}
