import type { Scope } from '#src/scope/scope.ts';
import { modelRoomOf, ownRoomOf, type ModelRoom } from '../model/model-room.ts';
import { AiOwnModel } from './own-model.entity.ts';
import { AiReviewRules } from './review-rules.entity.ts';

/**
 * Whom the organization asks: its own model and nobody else where it has one, else those of the region that it chose, else those
 * of the installation. In the open transaction. Throws SealError where the key cannot be opened any more.
 */
export async function readRoom(scope: Scope): Promise<ModelRoom> {
  const own = await scope.em.findOne(AiOwnModel, {});
  if (own) return roomOf(scope, own);
  const rules = await scope.em.findOne(AiReviewRules, {});
  return modelRoomOf(scope, rules?.region ?? null);
}

/** The room of a model as its row has it. */
export const roomOf = (
  scope: Scope,
  { id, version, address: url, model, inputCents, outputCents, sealedKey }: AiOwnModel,
) =>
  ownRoomOf(scope, `${id} ${version}`, () => ({
    url,
    model,
    key: scope.keys.open(AiOwnModel.sealed.sealedKey, sealedKey, id),
    prices: { inputCents, outputCents },
  }));

interface Facts {
  readonly hasOwnModel: boolean;
  readonly region: string | null;
}

/** Whether the organization has anybody to ask, for pages that have read these facts along with others. */
export const hasSomebodyToAsk = (scope: Scope, { hasOwnModel, region }: Facts): boolean =>
  hasOwnModel || modelRoomOf(scope, region).providers.length > 0;
