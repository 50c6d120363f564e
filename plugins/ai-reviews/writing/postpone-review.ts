import { publish } from '#src/http/live/publish.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { Reason } from '../ladder/tiers.ts';
import { reviewTopic } from '../page/review-topic.ts';
import type { Claimed } from './claim-review.ts';

interface Postponed {
  /** Null where nothing is wrong: somebody else is asking the same. */
  readonly why: Reason | null;
  readonly afterSeconds: number;
  readonly again: (scope: Scope, startAfter: Date) => Promise<void>;
}

/** Puts a review back until the model may answer, or has answered somebody else; what was set aside for it is free meanwhile. One transaction of its own. */
export const postponeReview = (
  scope: Scope,
  { work, claimId }: Claimed,
  { why, afterSeconds, again }: Postponed,
): Promise<void> =>
  scope.transaction(async (scope) => {
    const at = new Date(Date.now() + afterSeconds * 1_000);
    const put = await scope.em.execute<{ id: string }[]>(
      `update ai_review set state = 'WAITING', claim_id = null, attempts = attempts + ?, waits = waits + ?, failure = ?, next_try_at = ?,
          asked_model_at = null, cost_micros = 0, prompt_tokens = 0, completion_tokens = 0
        where id = ? and claim_id = ? returning id`,
      [why === null ? 0 : 1, why === null ? 1 : 0, why, at, work.reviewId, claimId],
    );
    if (put.length === 0) return;
    await again(scope, at);
    publish(scope, reviewTopic, { submissionId: work.submissionId });
  });
