import { defineEntity, p } from '@mikro-orm/core';
import type { Reason, SentMessage } from '#plugins/ai-reviews';
import { Assignment } from '#plugins/assignments';
import { Problem, ProblemVersion, type SourceFile } from '#plugins/problems';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import type { HintContent } from './hint-content.ts';
import { hintKinds, hintSources } from './kinds.ts';

export const hintStates = ['WRITING', 'READY'] as const;

const HintRequestSchema = defineEntity({
  name: 'HintRequest',
  properties: {
    ...tenantOwned,
    user: () => belongsTo(User).deleteRule('cascade'),
    problem: () => belongsTo(Problem).deleteRule('cascade'),
    version: () => belongsTo(ProblemVersion).deleteRule('cascade'),
    /** Null for practice at the problem itself. */
    assignment: () => belongsTo(Assignment).nullable().deleteRule('cascade'),
    /** From 1, of one person at one problem in one place. */
    number: p.integer(),
    kind: p.enum(hintKinds),
    state: p.enum(hintStates).default('WRITING'),
    /** Of the problem's points, as it was shown before it was asked for. */
    percent: p.decimal('number').columnType('numeric').default(0),
    language: p.text(),
    /** The program as it stood then; null once the hint is written. */
    files: p.json<readonly SourceFile[]>().nullable(),
    source: p.enum(hintSources).nullable(),
    content: p.json<HintContent>().nullable(),
    /** Why no model wrote it; as text, because reviews may learn new reasons. */
    lacking: p.text().$type<Reason>().nullable(),
    model: p.text().nullable(),
    promptTokens: p.integer().default(0),
    completionTokens: p.integer().default(0),
    /** In millionths of a US dollar; while the model is asked, the most that it can become. */
    costMicros: p.integer().default(0),
    /** Whether the organization pays for it, with a key of its own. */
    hasOwnKey: p.boolean().default(false),
    /** Set while the model is asked and after it answered: what limits count. */
    askedModelAt: p.datetime().nullable(),
    /** Exactly what was sent to the model. */
    sent: p.json<readonly SentMessage[]>().nullable(),
    readyAt: p.datetime().nullable(),
  },
  indexes: [
    {
      name: 'hint_request_number_key',
      expression: `create unique index "hint_request_number_key" on "hint_request" ("user_id", "problem_id", "assignment_id", "number") nulls not distinct`,
    },
    { properties: ['organizationId', 'assignment', 'createdAt'], name: 'hint_request_assignment_idx' },
    { properties: ['organizationId', 'askedModelAt'], name: 'hint_request_asked_model_idx' },
  ],
});

/** Somebody asked for a hint: who, where, when, and what they were told. */
export class HintRequest extends HintRequestSchema.class {
  static readonly personal: PersonalOf<typeof HintRequestSchema> = {
    ...tenantOwnedPersonal,
    user: 'link',
    problem: 'none',
    version: 'none',
    assignment: 'none',
    number: 'content',
    kind: 'content',
    state: 'none',
    percent: 'content',
    language: 'content',
    files: 'content',
    source: 'none',
    content: 'content',
    lacking: 'none',
    model: 'none',
    promptTokens: 'none',
    completionTokens: 'none',
    costMicros: 'none',
    hasOwnKey: 'none',
    askedModelAt: 'content',
    sent: 'content',
    readyAt: 'content',
  };
}
HintRequestSchema.setClass(HintRequest);
