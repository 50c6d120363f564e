import { defineEntity } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { AiReview } from '../../ai-review.entity.ts';

const SampledReviewSchema = defineEntity({
  name: 'SampledReview',
  properties: {
    ...tenantOwned,
    review: () => belongsTo(AiReview).deleteRule('cascade'),
  },
  uniques: [{ properties: ['review'], name: 'sampled_review_review_key' }],
  indexes: [{ properties: ['organizationId', 'createdAt'], name: 'sampled_review_created_idx' }],
});

/** A review that was drawn by lot for those who teach: each of them sees the same ones, so that they can be compared. */
export class SampledReview extends SampledReviewSchema.class {
  static readonly personal: PersonalOf<typeof SampledReviewSchema> = { ...tenantOwnedPersonal, review: 'link' };
}
SampledReviewSchema.setClass(SampledReview);
