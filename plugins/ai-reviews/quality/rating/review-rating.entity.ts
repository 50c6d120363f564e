import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import { AiReview } from '../../ai-review.entity.ts';

const AiReviewRatingSchema = defineEntity({
  name: 'AiReviewRating',
  properties: {
    ...tenantOwned,
    review: () => belongsTo(AiReview).deleteRule('cascade'),
    user: () => belongsTo(User).deleteRule('cascade'),
    /** 1 to 5, as the others; only this one is asked of everybody. */
    satisfaction: p.integer(),
    relevance: p.integer().nullable(),
    educationalValue: p.integer().nullable(),
    clarity: p.integer().nullable(),
    /** For each suggestion whether it helped; null where nobody said. */
    helpful: p.json<readonly (boolean | null)[]>(),
    comment: p.text().nullable(),
    ratedAt: p.datetime(),
  },
  uniques: [{ properties: ['review', 'user'], name: 'ai_review_rating_review_user_key' }],
  indexes: [
    { properties: ['organizationId', 'satisfaction'], name: 'ai_review_rating_satisfaction_idx' },
    { properties: ['organizationId', 'relevance'], name: 'ai_review_rating_relevance_idx' },
  ],
});

/** What somebody thinks of a review of their work; they may think again. */
export class AiReviewRating extends AiReviewRatingSchema.class {
  static readonly personal: PersonalOf<typeof AiReviewRatingSchema> = {
    ...tenantOwnedPersonal,
    review: 'link',
    user: 'link',
    satisfaction: 'content',
    relevance: 'content',
    educationalValue: 'content',
    clarity: 'content',
    helpful: 'content',
    comment: 'content',
    ratedAt: 'content',
  };
}
AiReviewRatingSchema.setClass(AiReviewRating);
