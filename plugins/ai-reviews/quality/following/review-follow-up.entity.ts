import { defineEntity, p } from '@mikro-orm/core';
import { Submission } from '#plugins/submissions';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { AiReview } from '../../ai-review.entity.ts';
import type { SuggestionOutcome } from './compare-suggestion.ts';

const AiReviewFollowUpSchema = defineEntity({
  name: 'AiReviewFollowUp',
  properties: {
    ...tenantOwned,
    review: () => belongsTo(AiReview).deleteRule('cascade'),
    /** What the same person handed in next for the same problem. */
    next: () => belongsTo(Submission).deleteRule('cascade'),
    /** One for each suggestion, in their order. */
    outcomes: p.json<readonly SuggestionOutcome[]>(),
    implemented: p.integer(),
    changed: p.integer(),
    /** Those of which something can be said. */
    compared: p.integer(),
    /** From the review to the next submission; null where it implements nothing. */
    minutes: p.double().nullable(),
  },
  uniques: [{ properties: ['review'], name: 'ai_review_follow_up_review_key' }],
});

/** What somebody made of the suggestions of a review. */
export class AiReviewFollowUp extends AiReviewFollowUpSchema.class {
  static readonly personal: PersonalOf<typeof AiReviewFollowUpSchema> = {
    ...tenantOwnedPersonal,
    review: 'link',
    next: 'link',
    outcomes: 'content',
    implemented: 'content',
    changed: 'content',
    compared: 'none',
    minutes: 'content',
  };
}
AiReviewFollowUpSchema.setClass(AiReviewFollowUp);
