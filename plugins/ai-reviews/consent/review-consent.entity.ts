import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';

const AiReviewConsentSchema = defineEntity({
  name: 'AiReviewConsent',
  properties: {
    ...tenantOwned,
    user: () => belongsTo(User).deleteRule('cascade'),
    agreedAt: p.datetime(),
  },
  uniques: [{ properties: ['user'], name: 'ai_review_consent_user_key' }],
});

/** Somebody agreed that a model may read their work; taking it back deletes the row. */
export class AiReviewConsent extends AiReviewConsentSchema.class {
  static readonly personal: PersonalOf<typeof AiReviewConsentSchema> = {
    ...tenantOwnedPersonal,
    user: 'link',
    agreedAt: 'content',
  };
}
AiReviewConsentSchema.setClass(AiReviewConsent);
