import type { Scope } from '#src/scope/scope.ts';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';
import type { Provider } from './model-room.ts';
import type { SentMessage } from './prompt.ts';

/** Writes down what leaves and for where, before it does: also what is never answered can be read. One transaction of its own. */
export const noteQuestion = (
  scope: Scope,
  { reviewId }: ReviewedWork,
  { host }: Provider,
  sent: readonly SentMessage[],
): Promise<void> =>
  scope.transaction(async ({ em }) => {
    await em.execute('update ai_review set sent = ?::jsonb, sent_to = ? where id = ?', [
      JSON.stringify(sent),
      host,
      reviewId,
    ]);
  });

/** How long a model took, in milliseconds. One transaction of its own. */
export const noteAnswer = (scope: Scope, { reviewId }: ReviewedWork, modelMs: number): Promise<void> =>
  scope.transaction(async ({ em }) => {
    await em.execute('update ai_review set model_ms = ? where id = ?', [Math.round(modelMs), reviewId]);
  });
