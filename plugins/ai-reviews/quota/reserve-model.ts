import type { Scope } from '#src/scope/scope.ts';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';
import type { Reason } from '../ladder/tiers.ts';
import type { ModelRoom } from '../model/model-room.ts';
import { composePrompt } from '../model/prompt.ts';
import { askingKeyOf, behindSame, type Behind } from './behind-same.ts';
import { setAside } from './set-aside.ts';

/**
 * Sets aside what the model may cost for one review; or says why not, or that it is being asked about the same program. One
 * transaction of its own.
 */
export async function reserveModel(scope: Scope, work: ReviewedWork, room: ModelRoom): Promise<Reason | Behind | null> {
  const askingKey = await askingKeyOf(scope, work);
  return setAside(scope, room, {
    messages: composePrompt(work),
    userId: work.userId,
    reviewId: work.reviewId,
    unless: (inside) => behindSame(inside, work, askingKey),
    note: async ({ em }, { costMicros, hasOwnKey, promptTokens, completionTokens }) =>
      void (await em.execute(
        `update ai_review set asked_model_at = now(), cost_micros = ?, has_own_key = ?, asking_key = ?, prompt_tokens = ?, completion_tokens = ?
          where id = ?`,
        [costMicros, hasOwnKey, askingKey, promptTokens, completionTokens, work.reviewId],
      )),
  });
}
