import { setReviewStatus } from '#plugins/submissions';
import { publish } from '#src/http/live/publish.ts';
import type { Scope } from '#src/scope/scope.ts';
import { composeBasic } from '../basic/compose-basic.ts';
import { nothingUsed } from '../ladder/reviewer.ts';
import { reviewTopic } from '../page/review-topic.ts';
import { claimReview, type Claimed } from './claim-review.ts';
import { settleReview } from './settle-review.ts';

/**
 * Ends a review that failed again and again: with the words of the tests, or, if even these cannot be read, with a failure that its
 * page shows and that can be tried again. Does nothing for one that has ended.
 */
export async function endWithBasic(scope: Scope, reviewId: string): Promise<void> {
  try {
    const claimed = await claimReview(scope, reviewId);
    if (claimed) await settleReview(scope, claimed, basic(claimed));
  } catch (error) {
    scope.log.error({ err: error, reviewId }, 'a review could not be written from the tests');
    await fail(scope, reviewId);
  }
}

const basic = ({ work }: Claimed) => ({
  kind: 'written' as const,
  tier: 'basic' as const,
  content: composeBasic(work),
  usage: nothingUsed,
  sent: null,
  passedOver: [{ tier: 'model', why: 'unknown' } as const],
});

const fail = (scope: Scope, reviewId: string) =>
  scope.transaction(async (scope) => {
    const [row] = await scope.em.execute<{ submissionId: string; occasion: string }[]>(
      `update ai_review set state = 'FAILED', failure = 'unknown', claim_id = null, finished_at = clock_timestamp(), cost_micros = 0,
          asked_model_at = null, prompt_tokens = 0, completion_tokens = 0, so_far = null
        where id = ? and state in ('WAITING', 'WRITING') returning submission_id as "submissionId", occasion`,
      [reviewId],
    );
    if (!row) return;
    if (row.occasion === 'judged') await setReviewStatus(scope, row.submissionId, 'FAILED');
    publish(scope, reviewTopic, { submissionId: row.submissionId });
  });
