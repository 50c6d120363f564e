import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import { AiReview } from '../../ai-review.entity.ts';

/** What those who teach say of a review, 1 to 5 each [H3-05, H3-07]. */
export const scales = ['quality', 'accuracy', 'actionability', 'educationalValue', 'alignment'] as const;
export type Scale = (typeof scales)[number];

const AiReviewAssessmentSchema = defineEntity({
  name: 'AiReviewAssessment',
  properties: {
    ...tenantOwned,
    review: () => belongsTo(AiReview).deleteRule('cascade'),
    reviewer: () => belongsTo(User).deleteRule('cascade'),
    quality: p.integer(),
    accuracy: p.integer(),
    actionability: p.integer(),
    educationalValue: p.integer(),
    /** With what the course wants to teach. */
    alignment: p.integer(),
    comments: p.text().nullable(),
  },
  uniques: [{ properties: ['review', 'reviewer'], name: 'ai_review_assessment_review_reviewer_key' }],
});

/** What somebody who teaches thinks of a sampled review, not knowing who wrote it. */
export class AiReviewAssessment extends AiReviewAssessmentSchema.class {
  static readonly personal: PersonalOf<typeof AiReviewAssessmentSchema> = {
    ...tenantOwnedPersonal,
    review: 'link',
    reviewer: 'link',
    quality: 'content',
    accuracy: 'content',
    actionability: 'content',
    educationalValue: 'content',
    alignment: 'content',
    comments: 'content',
  };
}
AiReviewAssessmentSchema.setClass(AiReviewAssessment);
