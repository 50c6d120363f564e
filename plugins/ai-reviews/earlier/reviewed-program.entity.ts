import { defineEntity, p } from '@mikro-orm/core';
import { ProblemVersion } from '#plugins/problems';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { AiReview } from '../ai-review.entity.ts';

const ReviewedProgramSchema = defineEntity({
  name: 'ReviewedProgram',
  properties: {
    ...tenantOwned,
    review: () => belongsTo(AiReview).deleteRule('cascade'),
    version: () => belongsTo(ProblemVersion).deleteRule('cascade'),
    language: p.text(),
    /** In which the review is written. */
    locale: p.text(),
    /** The same for programs that passed and failed the same tests in the same way; 64 hex digits. */
    outcome: p.text(),
    /** The same for programs that differ in layout, comments and their own names; 64 hex digits. */
    exactKey: p.text(),
    fingerprint: p.array().$type<number[]>().columnType('int[]'),
  },
  uniques: [{ properties: ['review'], name: 'reviewed_program_review_key' }],
  indexes: [
    { properties: ['organizationId', 'version', 'exactKey'], name: 'reviewed_program_exact_idx' },
    { properties: ['organizationId', 'version', 'outcome', 'createdAt'], name: 'reviewed_program_outcome_idx' },
  ],
});

/** By what a program that a model has reviewed is found again when another one is like it. */
export class ReviewedProgram extends ReviewedProgramSchema.class {
  static readonly personal: PersonalOf<typeof ReviewedProgramSchema> = {
    ...tenantOwnedPersonal,
    review: 'link',
    version: 'none',
    language: 'content',
    locale: 'none',
    outcome: 'content',
    exactKey: 'content',
    fingerprint: 'content',
  };
}
ReviewedProgramSchema.setClass(ReviewedProgram);
