import { audit } from '#src/audit/audit.ts';
import { invalid } from '#src/errors.ts';
import { refuseStale } from '#src/http/stale-save/refuse-stale.ts';
import type { Scope } from '#src/scope/scope.ts';
import { AiOwnModel } from './own-model.entity.ts';

interface OwnModelForm {
  /** Of the row that the person had before them; 0 where there was none. */
  readonly version: number;
  readonly address: string;
  readonly model: string;
  /** Null to keep the one that is stored. */
  readonly key: string | null;
  readonly inputCents: number;
  readonly outputCents: number;
}

const fields = ['address', 'model', 'inputCents', 'outputCents'] as const;

/**
 * Stores the organization's own model, in the open transaction; it has not been tested then. Throws DomainError `invalid` where a
 * key is missing, as it is for another place than the stored one was given for, and `conflict` where somebody else saved meanwhile.
 */
export async function saveOwnModel(scope: Scope, { key, version, ...form }: OwnModelForm): Promise<void> {
  const { em } = scope;
  const row = await em.findOne(AiOwnModel, {});
  if (row) refuseStale(row, { ...form, version }, fields);
  const id = row?.id ?? crypto.randomUUID();
  const sealedKey = key === null ? kept(row, form.address) : scope.keys.seal(AiOwnModel.sealed.sealedKey, key, id);
  const changed = { ...form, sealedKey, testedAt: null, failure: null };
  if (row) em.assign(row, changed);
  else em.create(AiOwnModel, { id, ...changed } as never);
  await em.flush();
  const { address, model } = form;
  await audit(scope, { action: 'ownModel.saved', payload: { address, model, hasNewKey: key !== null } });
}

/** Whoever may write an address must not learn the key by it. */
function kept(row: AiOwnModel | null, address: string): string {
  if (!row) throw invalid({ field: 'key', key: 'ai-reviews.ownModel.error.key' });
  if (new URL(row.address).origin !== new URL(address).origin)
    throw invalid({ field: 'key', key: 'ai-reviews.ownModel.error.otherPlace' });
  return row.sealedKey;
}

/** The installation's models are asked again, if there are any; the key is gone. In the open transaction. */
export async function removeOwnModel(scope: Scope): Promise<void> {
  const removed = await scope.em.nativeDelete(AiOwnModel, {});
  if (removed > 0) await audit(scope, { action: 'ownModel.removed' });
}
