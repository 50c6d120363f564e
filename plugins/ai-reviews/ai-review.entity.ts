import { defineEntity, p } from '@mikro-orm/core';
import { Course } from '#plugins/courses';
import { Problem } from '#plugins/problems';
import { Submission, verdicts } from '#plugins/submissions';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import type { FocusArea } from './content/focus.ts';
import type { ContentSoFar, ReviewContent } from './content/review-content.ts';
import { reasons, tiers, type PassedOver } from './ladder/tiers.ts';
import type { SentMessage } from './model/prompt.ts';

/** `SUPERSEDED`: a better or newer one took its place; it is kept for figures [CON-38]. */
export const reviewStates = ['WAITING', 'WRITING', 'COMPLETE', 'FAILED', 'SUPERSEDED'] as const;
export type ReviewState = (typeof reviewStates)[number];

/** Why it is written: the submission was judged, or its owner asked the model. */
export const occasions = ['judged', 'asked'] as const;
export type Occasion = (typeof occasions)[number];

const AiReviewSchema = defineEntity({
  name: 'AiReview',
  properties: {
    ...tenantOwned,
    submission: () => belongsTo(Submission).deleteRule('cascade'),
    user: () => belongsTo(User).deleteRule('cascade'),
    problem: () => belongsTo(Problem).deleteRule('cascade'),
    /** In which it was handed in; null for work outside of courses. */
    course: () => belongsTo(Course).nullable().deleteRule('set null'),
    /** Which judging of the submission it is about, and how that ended; below 0 where somebody asked for another in its place. */
    judgement: p.integer(),
    verdict: p.enum(verdicts),
    occasion: p.enum(occasions),
    /** What its owner wants it to speak of above all. */
    focus: p.array().$type<FocusArea[]>().columnType('text[]').defaultRaw(`'{}'`),
    /** Set where its owner asked for it although a model had spoken: what the limit of a day counts. */
    askedAgainAt: p.datetime().nullable(),
    state: p.enum(reviewStates).default('WAITING'),
    /** Who wrote it; null as long as nobody has. */
    tier: p.enum(tiers).nullable(),
    content: p.json<ReviewContent>().nullable(),
    /** What has passed its checks of an answer that is still coming, or that broke off; gone once the review has ended. */
    soFar: p.json<ContentSoFar>().nullable(),
    /** Who was asked before, and why they did not write it. */
    passedOver: p.json<readonly PassedOver[]>().nullable(),
    /** Why it could not be written. */
    failure: p.enum(reasons).nullable(),
    /** Name of the model, as its provider calls it. */
    model: p.text().nullable(),
    promptTokens: p.integer().default(0),
    completionTokens: p.integer().default(0),
    /** In millionths of a US dollar; while the model is asked, the most that it can become. */
    costMicros: p.integer().default(0),
    /** From the first moment somebody wrote at it to the last. */
    tookMs: p.integer().nullable(),
    /** From the question to the first part that was shown, and to the end of the answer, in milliseconds; of the last time. */
    firstPartMs: p.integer().nullable(),
    modelMs: p.integer().nullable(),
    /** Set while the model is asked and after it answered: what limits count. */
    askedModelAt: p.datetime().nullable(),
    /** Exactly what was sent to the model, and the host to which it went. */
    sent: p.json<readonly SentMessage[]>().nullable(),
    sentTo: p.text().nullable(),
    /** Whether the organization pays for it, with a key of its own. */
    hasOwnKey: p.boolean().default(false),
    /** How often the model was asked in vain. */
    attempts: p.integer().default(0),
    /** How often it was put back because the model was being asked about the same program. */
    waits: p.integer().default(0),
    /** While the model is asked: the same for reviews that would take its answer. */
    askingKey: p.text().nullable(),
    /** When it is asked again. */
    nextTryAt: p.datetime().nullable(),
    /** Runs that began; each takes the review from the one before. */
    tries: p.integer().default(0),
    claimId: p.uuid().nullable(),
    startedAt: p.datetime().nullable(),
    finishedAt: p.datetime().nullable(),
  },
  uniques: [
    { properties: ['submission', 'judgement', 'occasion'], name: 'ai_review_submission_judgement_occasion_key' },
  ],
  indexes: [
    {
      name: 'ai_review_one_complete_key',
      expression: `create unique index "ai_review_one_complete_key" on "ai_review" ("submission_id") where "state" = 'COMPLETE'`,
    },
    { properties: ['organizationId', 'askedModelAt'], name: 'ai_review_asked_model_idx' },
    { properties: ['organizationId', 'askingKey'], name: 'ai_review_asking_idx' },
    { properties: ['organizationId', 'user', 'askedModelAt'], name: 'ai_review_user_idx' },
    { properties: ['organizationId', 'problem', 'createdAt'], name: 'ai_review_problem_idx' },
    { properties: ['organizationId', 'course', 'createdAt'], name: 'ai_review_course_idx' },
    { properties: ['organizationId', 'state', 'createdAt'], name: 'ai_review_state_idx' },
  ],
});

/** What is said to somebody about their code: by whom, from what, at which price. It changes no points. */
export class AiReview extends AiReviewSchema.class {
  static readonly personal: PersonalOf<typeof AiReviewSchema> = {
    ...tenantOwnedPersonal,
    submission: 'link',
    user: 'link',
    problem: 'none',
    course: 'none',
    judgement: 'none',
    verdict: 'content',
    occasion: 'content',
    focus: 'content',
    askedAgainAt: 'content',
    state: 'none',
    tier: 'none',
    content: 'content',
    soFar: 'content',
    passedOver: 'none',
    failure: 'none',
    model: 'none',
    promptTokens: 'none',
    completionTokens: 'none',
    costMicros: 'none',
    tookMs: 'none',
    firstPartMs: 'none',
    modelMs: 'none',
    askedModelAt: 'content',
    sent: 'content',
    sentTo: 'none',
    hasOwnKey: 'none',
    attempts: 'none',
    waits: 'none',
    askingKey: 'none',
    nextTryAt: 'none',
    tries: 'none',
    claimId: 'none',
    startedAt: 'none',
    finishedAt: 'content',
  };
}
AiReviewSchema.setClass(AiReview);
