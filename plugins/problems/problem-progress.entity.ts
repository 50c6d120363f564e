import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import { Problem } from './problem.entity.ts';

const ProblemProgressSchema = defineEntity({
  name: 'ProblemProgress',
  properties: {
    ...tenantOwned,
    problem: () => belongsTo(Problem).deleteRule('cascade'),
    user: () => belongsTo(User).deleteRule('cascade'),
    attempts: p.integer().default(0),
    firstAttemptedAt: p.datetime().nullable(),
    /** For the figures of the problem: null again where judging anew finds nothing that solves it. */
    solvedAt: p.datetime().nullable(),
    /** When it was solved first. Whoever has completed a problem has, whatever is judged anew later. */
    completedAt: p.datetime().nullable(),
    /** With the most points; of equals the first. Submissions belong to a plugin that knows this one. */
    bestSubmissionId: p.uuid().nullable(),
    bestScore: p.double().nullable(),
    /** How many of the hints they have opened; they come one after the other. */
    hintsOpened: p.integer().default(0),
  },
  uniques: [{ properties: ['problem', 'user'], name: 'problem_progress_user_key' }],
  indexes: [{ properties: ['organizationId', 'problem', 'firstAttemptedAt'], name: 'problem_progress_begun_idx' }],
});

/** How far somebody is with a problem. */
export class ProblemProgress extends ProblemProgressSchema.class {
  static readonly personal: PersonalOf<typeof ProblemProgressSchema> = {
    ...tenantOwnedPersonal,
    problem: 'none',
    user: 'link',
    attempts: 'content',
    firstAttemptedAt: 'trace',
    solvedAt: 'trace',
    completedAt: 'trace',
    bestSubmissionId: 'none',
    bestScore: 'content',
    hintsOpened: 'content',
  };
}
ProblemProgressSchema.setClass(ProblemProgress);
