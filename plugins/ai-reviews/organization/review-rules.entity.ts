import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { versioned, versionedPersonal } from '#src/http/stale-save/versioned.ts';
import { usualPerHour, usualTokens } from '../quota/usual-limits.ts';

const AiReviewRulesSchema = defineEntity({
  name: 'AiReviewRules',
  properties: {
    ...tenantOwned,
    ...versioned,
    usesModel: p.boolean(),
    /** Nothing of somebody's work is sent before they agreed. */
    wantsConsent: p.boolean(),
    /** Reviews by the model for one person in a day, and for all in a month. */
    mostPerPersonDay: p.integer(),
    mostPerMonth: p.integer(),
    /** Reviews and hints by the model for one person within an hour; null for no limit. */
    mostPerPersonHour: p.integer().nullable().default(usualPerHour),
    /** Tokens that the model may read and write for one person in a day, by what they are. */
    learnerTokens: p.integer().default(usualTokens.learner),
    instructorTokens: p.integer().default(usualTokens.instructor),
    adminTokens: p.integer().default(usualTokens.admin),
    otherTokens: p.integer().default(usualTokens.other),
    /** How often one person may ask in a day although a model has spoken; null: as often as the other limits allow. */
    mostAgainPerDay: p.integer().nullable().default(3),
    /** US cents in a month; never more than the installation allows. Null: as much as that. */
    budgetCents: p.integer().nullable(),
    /** Name of the region whose models alone may be asked, of those that the installation offers; null for its usual one. */
    region: p.text().nullable(),
  },
  uniques: [{ properties: ['organizationId'], name: 'ai_review_rules_organization_key' }],
});

/** How an organization wants reviews; without a row the defaults hold. */
export class AiReviewRules extends AiReviewRulesSchema.class {
  static readonly personal: PersonalOf<typeof AiReviewRulesSchema> = {
    ...tenantOwnedPersonal,
    ...versionedPersonal,
    usesModel: 'none',
    wantsConsent: 'none',
    mostPerPersonDay: 'none',
    mostPerMonth: 'none',
    mostPerPersonHour: 'none',
    learnerTokens: 'none',
    instructorTokens: 'none',
    adminTokens: 'none',
    otherTokens: 'none',
    mostAgainPerDay: 'none',
    budgetCents: 'none',
    region: 'none',
  };
}
AiReviewRulesSchema.setClass(AiReviewRules);
