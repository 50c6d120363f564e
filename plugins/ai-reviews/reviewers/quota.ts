import type { Scope } from '#src/scope/scope.ts';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';
import { reviewer, type Outcome } from '../ladder/reviewer.ts';
import { readRoom } from '../organization/read-room.ts';
import { reserveModel } from '../quota/reserve-model.ts';

/**
 * Writes nothing, and keeps the model from writing where the organization, the person or the budget says no, and as long as it is
 * asked about the same program. Where limits cannot be read nobody is asked.
 */
export const quotaReviewer = reviewer({
  tier: 'quota',
  async review(scope, work, signal) {
    try {
      return await reserve(scope, work);
    } catch (error) {
      if (signal.aborted) throw error;
      scope.log.error({ err: error, reviewId: work.reviewId }, 'limits could not be read, so no model is asked');
      return { kind: 'passed', why: 'unknown', closes: 'model' };
    }
  },
});

async function reserve(scope: Scope, work: ReviewedWork): Promise<Outcome | null> {
  const room = await scope.transaction(readRoom, { readOnly: true });
  if (room.providers.length === 0) return null;
  const reserved = await reserveModel(scope, work, room);
  if (reserved === null || typeof reserved === 'object') return reserved;
  return { kind: 'passed', why: reserved, closes: 'model' };
}
