import { setReviewStatus, type SubmissionRow } from '#plugins/submissions';
import { DomainError } from '#src/errors.ts';
import { publish } from '#src/http/live/publish.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { Occasion, ReviewState } from '../ai-review.entity.ts';
import type { FocusArea } from '../content/focus.ts';
import { reviewTopic } from '../page/review-topic.ts';
import { reviewJudged } from './begin-review.ts';
import { putBack, wantAnother } from './put-back.ts';
import { refuseAsking } from './refuse-asking.ts';
import { turnOf } from './turn-of.ts';
import { writeReviewJob } from './write-review-job.ts';

export interface StandingReview {
  readonly id: string;
  readonly occasion: Occasion;
  readonly state: ReviewState;
  readonly tier: string | null;
}

export interface Asking {
  /** What it should speak of above all. */
  readonly focusAreas: readonly FocusArea[];
  /** Whether a review that is there already is enough. */
  readonly onlyFirst: boolean;
}

const justAsking: Asking = { focusAreas: [], onlyFirst: false };

/**
 * Somebody wants more than there is: a first review, one by the model, another by the model, or another try at one that failed.
 * Gives the id of the review that is coming. Throws DomainError `conflict` while one is being written, `forbidden` for others'
 * work, `unavailable` and `tooManyRequests` where there is no model or no more of it.
 */
export const askForReview = (scope: Scope, submission: SubmissionRow, asking: Asking = justAsking): Promise<string> =>
  scope.transaction(async (scope) => {
    const rows = await standing(scope, submission);
    const judged = rows.find(({ occasion }) => occasion === 'judged');
    if (!judged) return begin(scope, submission);
    if (asking.onlyFirst) return rows.at(-1)!.id;
    if (rows.some(({ state }) => state === 'WAITING' || state === 'WRITING'))
      throw new DomainError('conflict', 'ai-reviews.error.beingWritten');
    const hasFailed = judged.state === 'FAILED';
    const isAgain = rows.some(({ state, tier }) => state === 'COMPLETE' && tier === 'model');
    if (!submission.isOwn && !(submission.isKeeper && (hasFailed || isAgain))) throw notTheirs();
    if (!hasFailed) await refuseAsking(scope, submission, isAgain);
    const reviewId = hasFailed
      ? await putBack(scope, judged.id)
      : await wantAnother(scope, submission, { ...asking, countsAsAgain: isAgain && submission.isOwn });
    if (hasFailed) await setReviewStatus(scope, submission.id, 'PENDING');
    await scope.enqueue(writeReviewJob, { reviewId }, { priority: turnOf({ isAsked: true }) });
    publish(scope, reviewTopic, { submissionId: submission.id });
    return reviewId;
  });

const standing = ({ em }: Scope, { id, judgement }: SubmissionRow) =>
  em.execute<StandingReview[]>(
    `select id, occasion, state, tier from ai_review where submission_id = ? and (judgement = ? or state = 'COMPLETE')
      order by created_at for update`,
    [id, judgement],
  );

/** The review of work that has none: it was handed in before there were reviews, or was forgotten between two jobs. */
async function begin(scope: Scope, submission: SubmissionRow) {
  const { id, isOwn, judgedAt, judgement, verdict } = submission;
  if (!isOwn) throw notTheirs();
  if (judgedAt === null || verdict === 'PENDING' || verdict === 'RUNNING')
    throw new DomainError('conflict', 'ai-reviews.error.beingWritten');
  await reviewJudged(scope, id, judgement);
  return (await standing(scope, submission))[0]!.id;
}

const notTheirs = () => new DomainError('forbidden', 'ai-reviews.error.own');
