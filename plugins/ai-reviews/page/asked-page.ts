import type { SubmissionRow } from '#plugins/submissions';
import { livePath, topicAddress } from '#src/http/live/topic.ts';
import { page } from '#src/http/reply.ts';
import type { Scope } from '#src/scope/scope.ts';
import { clientStatusOf, pollAfter } from './client-status.ts';
import { reviewFields } from './review-fields.ts';
import { reviewTopic } from './review-topic.ts';
import { askedReviewView, type ReviewFields } from './review-view.ts';
import type { RequestedReview } from './select-request.ts';
import { selectReviews } from './select-reviews.ts';

/** How far a review is that somebody asked for, and what stands there meanwhile. */
export async function askedPage(scope: Scope, { submission, ...request }: RequestedReview, status: 200 | 202) {
  const fields = reviewFields(scope, submission, await selectReviews(scope, submission));
  return page(
    askedReviewView,
    {
      ...fields,
      live: liveOf(submission, fields),
      reviewId: request.id,
      status: clientStatusOf(request.state),
      pollAfterSec: pollAfter(request.state),
    },
    { status },
  );
}

/** By which a page follows; null where nothing is under way. */
export const liveOf = ({ id }: SubmissionRow, { isUnderWay }: ReviewFields): string | null =>
  isUnderWay ? livePath([topicAddress(reviewTopic, { submissionId: id })]) : null;
