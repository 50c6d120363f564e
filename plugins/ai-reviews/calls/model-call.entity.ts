import { defineEntity, p } from '@mikro-orm/core';
import { Course } from '#plugins/courses';
import { Problem } from '#plugins/problems';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { failureKinds } from '../model/model-failure.ts';

/** For what a model is asked. */
export const purposes = ['review', 'hint'] as const;
export type Purpose = (typeof purposes)[number];

/** `withheld`: it answered what is not shown, or not to the end. `cut`: we hung up, because the process had to stop. */
export const callOutcomes = ['answered', 'withheld', 'cut', ...failureKinds] as const;
export type CallOutcome = (typeof callOutcomes)[number];

const AiModelCallSchema = defineEntity({
  name: 'AiModelCall',
  properties: {
    ...tenantOwned,
    purpose: p.enum(purposes),
    problem: () => belongsTo(Problem).deleteRule('cascade'),
    /** Null for work outside of courses. */
    course: () => belongsTo(Course).nullable().deleteRule('set null'),
    model: p.text(),
    /** Of its provider. */
    host: p.text(),
    hasOwnKey: p.boolean(),
    outcome: p.enum(callOutcomes),
    promptTokens: p.integer(),
    completionTokens: p.integer(),
    /** The provider did not get so far as to count them. */
    isEstimated: p.boolean(),
    /** In millionths of a US dollar. */
    costMicros: p.integer(),
    tookMs: p.integer(),
  },
  indexes: [{ properties: ['organizationId', 'createdAt'], name: 'ai_model_call_created_idx' }],
});

/** A provider was asked once: what that took, whatever came of it. The whole of these is what is paid. */
export class AiModelCall extends AiModelCallSchema.class {
  static readonly personal: PersonalOf<typeof AiModelCallSchema> = {
    ...tenantOwnedPersonal,
    purpose: 'none',
    problem: 'none',
    course: 'none',
    model: 'none',
    host: 'none',
    hasOwnKey: 'none',
    outcome: 'none',
    promptTokens: 'none',
    completionTokens: 'none',
    isEstimated: 'none',
    costMicros: 'none',
    tookMs: 'none',
  };
}
AiModelCallSchema.setClass(AiModelCall);
