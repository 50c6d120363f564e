import { executeProgram, type Priority } from '#judge0';
import type { Scope } from '#src/scope/scope.ts';
import { judge } from './judge.ts';
import type { JudgedProblem } from './judged-problem.ts';
import type { Judgement, JudgingEvent } from './judgement.ts';
import type { SourceFile } from './source-file.ts';

/** What a student hands in: the first file is the one that is started. */
export interface Solution {
  readonly language: string;
  readonly files: readonly SourceFile[];
}

export interface JudgingOptions {
  /** Ids of the tests that count; all when not given. */
  readonly only?: readonly string[];
  readonly priority: Priority;
  readonly signal?: AbortSignal;
  /** Hears that it was compiled, then of each test as it happens, in no order; and of judges that are away. */
  readonly heard?: (event: JudgingEvent) => void;
}

/**
 * Runs a solution through the tests and says what it is worth. Takes as long as its runs: for jobs whose work is `steps`. Throws
 * JudgesUnavailable, after which it may be asked again, DomainError `invalid` for a language that no judge has, and the
 * signal's reason.
 */
export const judgeSolution = (
  scope: Scope,
  problem: JudgedProblem,
  solution: Solution,
  options: JudgingOptions,
): Promise<Judgement> => judge((request, more) => executeProgram(scope, request, more), problem, solution, options);
