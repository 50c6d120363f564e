import { defineEntity, p } from '@mikro-orm/core';
import { Assignment } from '#plugins/assignments';
import { Problem, type TestStatus } from '#plugins/problems';
import { Submission } from '#plugins/submissions';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';

export const progressStatuses = ['NOT_STARTED', 'IN_PROGRESS', 'COMPLETED'] as const;
export type ProgressStatus = (typeof progressStatuses)[number];

const WorkProgressSchema = defineEntity({
  name: 'WorkProgress',
  properties: {
    ...tenantOwned,
    assignment: () => belongsTo(Assignment).deleteRule('cascade'),
    user: () => belongsTo(User).deleteRule('cascade'),
    problem: () => belongsTo(Problem).deleteRule('cascade'),
    /** Once completed it stays so, whatever is handed in or judged anew later. */
    status: p.enum(progressStatuses).default('NOT_STARTED'),
    attempts: p.integer().default(0),
    /** Of them, those without a verdict so far. */
    waiting: p.integer().default(0),
    firstAttemptedAt: p.datetime().nullable(),
    lastAttemptedAt: p.datetime().nullable(),
    completedAt: p.datetime().nullable(),
    /** With the most points; of equals the first. */
    bestSubmission: () => belongsTo(Submission).nullable().deleteRule('set null'),
    /** How each test of the best went, by its id: what a whole class shows without reading every run. */
    tests: p.json<Readonly<Record<string, TestStatus>>>().defaultRaw(`'{}'`),
    changedAt: p.datetime().nullable(),
  },
  uniques: [{ properties: ['assignment', 'user', 'problem'], name: 'work_progress_assignment_user_problem_key' }],
  indexes: [{ properties: ['organizationId', 'user'], name: 'work_progress_user_idx' }],
});

/** How far somebody is with one problem of an assignment, kept up with every submission and verdict. */
export class WorkProgress extends WorkProgressSchema.class {
  static readonly personal: PersonalOf<typeof WorkProgressSchema> = {
    ...tenantOwnedPersonal,
    assignment: 'none',
    user: 'link',
    problem: 'none',
    status: 'content',
    attempts: 'content',
    waiting: 'none',
    firstAttemptedAt: 'content',
    lastAttemptedAt: 'content',
    completedAt: 'content',
    bestSubmission: 'none',
    tests: 'content',
    changedAt: 'none',
  };
}
WorkProgressSchema.setClass(WorkProgress);
