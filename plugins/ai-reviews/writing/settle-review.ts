import { setReviewStatus } from '#plugins/submissions';
import { publish } from '#src/http/live/publish.ts';
import type { Scope } from '#src/scope/scope.ts';
import { printOf } from '../earlier/print-of.ts';
import { rememberReview } from '../earlier/remember-review.ts';
import type { Climbed } from '../ladder/climb.ts';
import { reviewTopic } from '../page/review-topic.ts';
import type { Claimed } from './claim-review.ts';

type Written = Extract<Climbed, { kind: 'written' }>;

/**
 * The review as it was written takes the place of what was there before, and a model's is found again for programs like this one.
 * Nothing where it is not ours. Outside of transactions.
 */
export async function settleReview(scope: Scope, { work, claimId }: Claimed, written: Written): Promise<void> {
  // What speaks of one thing above all is no review for everybody.
  const isForAll = written.tier === 'model' && work.focus.length === 0;
  const print = isForAll ? await printOf(scope, work) : null;
  await scope.transaction(async (scope) => {
    const { submissionId, reviewId, occasion } = work;
    // Who asked for more than the tests say, and got that again, keeps what they have.
    const isInVain = occasion === 'asked' && written.tier === 'basic';
    const ours = await scope.em.execute<{ id: string }[]>(
      'select id from ai_review where id = ? and claim_id = ? for update',
      [reviewId, claimId],
    );
    if (ours.length === 0) return;
    if (!isInVain)
      await scope.em.execute(
        `update ai_review set state = 'SUPERSEDED' where submission_id = ? and id <> ? and state = 'COMPLETE'`,
        [submissionId, reviewId],
      );
    await store(scope, reviewId, isInVain ? inVain(written) : whole(written));
    if (print) await rememberReview(scope, work, print);
    if (!isInVain) await setReviewStatus(scope, submissionId, 'COMPLETE');
    publish(scope, reviewTopic, { submissionId });
  });
}

const whole = (written: Written) => ({ ...written, state: 'COMPLETE', failure: null });

const inVain = ({ passedOver, usage, sent }: Written) => ({
  state: 'FAILED',
  tier: null,
  content: null,
  failure: passedOver.at(-1)?.why ?? 'unknown',
  passedOver,
  usage,
  sent,
});

type Stored = ReturnType<typeof whole> | ReturnType<typeof inVain>;

/** The model counts as asked where it answered, whatever became of that. */
async function store(
  { em }: Scope,
  reviewId: string,
  { state, tier, content, failure, passedOver, usage, sent }: Stored,
) {
  await em.execute(
    `update ai_review set state = ?, tier = ?, content = ?::jsonb, failure = ?, passed_over = ?::jsonb, sent = coalesce(?::jsonb, sent), so_far = null, model = ?,
        prompt_tokens = ?, completion_tokens = ?, cost_micros = ?, claim_id = null, finished_at = clock_timestamp(),
        asked_model_at = case when ?::boolean then coalesce(asked_model_at, now()) end,
        took_ms = extract(epoch from clock_timestamp() - started_at) * 1000
      where id = ?`,
    [
      state,
      tier,
      content && JSON.stringify(content),
      failure,
      JSON.stringify(passedOver),
      sent && JSON.stringify(sent),
      usage.model,
      usage.promptTokens,
      usage.completionTokens,
      usage.costMicros,
      usage.model !== null,
      reviewId,
    ],
  );
}
