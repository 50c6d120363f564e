import type { Priority } from '../execution.ts';
import type { Submission } from './answers.ts';
import type { JudgeFacts } from './judge-facts.ts';
import type { Judge } from './judge.ts';
import type { SubmissionBody } from './rest.ts';

/** One box that some judge is to run. Made anew for each judge that gets it, because judges differ. */
export interface Box<Built> {
  readonly body: SubmissionBody;
  /** What whoever reads the answer has to know. */
  readonly built: Built;
}

export interface ErrandRequest<Built = unknown> {
  readonly priority: Priority;
  /** Null when this judge cannot do it: it has not the language, or allows less. */
  build(facts: JudgeFacts): Promise<Box<Built> | null>;
  /** When a judge has taken it. */
  sent?(): void;
  /** When no judge answers any more while it waits, and when one does again. */
  noticed?(isAnswered: boolean): void;
}

export interface ErrandResult<Built = unknown> {
  readonly submission: Submission;
  readonly built: Built;
}

/** A box on its way: waiting in our queue, or with a judge. It ends once, whatever comes later. */
export interface Errand {
  readonly request: ErrandRequest;
  readonly number: number;
  /** Where it was lost or came back with an internal error: not there again while there are others. */
  readonly spoiled: Set<Judge>;
  attempts: number;
  readonly isOver: () => boolean;
  succeed(result: ErrandResult): void;
  fail(error: unknown): void;
}

const rank = { interactive: 0, normal: 1, background: 2 } as const;

/** Those for whom somebody waits first, then as they came. */
export const inOrder = (a: Errand, b: Errand) =>
  rank[a.request.priority] - rank[b.request.priority] || a.number - b.number;
