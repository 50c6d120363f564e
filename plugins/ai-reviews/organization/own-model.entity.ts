import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { versioned, versionedPersonal } from '#src/http/stale-save/versioned.ts';
import type { Sealed } from '#src/sealed/sealed-columns.ts';
import { failureKinds } from '../model/model-failure.ts';

const AiOwnModelSchema = defineEntity({
  name: 'AiOwnModel',
  properties: {
    ...tenantOwned,
    ...versioned,
    /** OpenAI-compatible, without `/chat/completions`. */
    address: p.text(),
    model: p.text(),
    sealedKey: p.text(),
    /** US cents for a million tokens that are sent, and that are answered. */
    inputCents: p.integer(),
    outputCents: p.integer(),
    /** When it was tried last as it is now, and what was wrong; both null before the first time. */
    testedAt: p.datetime().nullable(),
    failure: p.enum(failureKinds).nullable(),
  },
  uniques: [{ properties: ['organizationId'], name: 'ai_own_model_organization_key' }],
});

/** The model that an organization pays for itself: it alone is asked then. Its key goes out to its address and nowhere else. */
export class AiOwnModel extends AiOwnModelSchema.class {
  static readonly sealed = { sealedKey: 'own-model-key' } satisfies Sealed<AiOwnModel>;
  static readonly personal: PersonalOf<typeof AiOwnModelSchema> = {
    ...tenantOwnedPersonal,
    ...versionedPersonal,
    address: 'none',
    model: 'none',
    sealedKey: 'none',
    inputCents: 'none',
    outputCents: 'none',
    testedAt: 'none',
    failure: 'none',
  };
}
AiOwnModelSchema.setClass(AiOwnModel);
