import { defineEntity, p } from '@mikro-orm/core';
import { Problem, ProblemVersion, type SourceFile, type Words } from '#plugins/problems';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import { reviewStatuses, verdicts } from './verdicts.ts';

/** Why a submission waits for longer than its turn, or why no verdict came to be. */
export const obstacles = ['judgesUnavailable', 'internal', 'gaveUp'] as const;

const SubmissionSchema = defineEntity({
  name: 'Submission',
  properties: {
    ...tenantOwned,
    user: () => belongsTo(User).deleteRule('cascade'),
    problem: () => belongsTo(Problem),
    /** What it is judged by, whatever the problem becomes later. */
    version: () => belongsTo(ProblemVersion),
    language: p.text(),
    files: p.json<readonly SourceFile[]>(),
    /** SHA-256 of all files, in hexadecimal digits: the same work has the same. */
    sourceHash: p.text(),
    status: p.enum(verdicts).default('PENDING'),
    reviewStatus: p.enum(reviewStatuses).nullable(),
    points: p.decimal('number').columnType('numeric').default(0),
    maxPoints: p.decimal('number').columnType('numeric').default(0),
    totalTests: p.integer().default(0),
    passedTests: p.integer().default(0),
    /** Of the slowest test. */
    timeMs: p.integer().nullable(),
    /** Of the test that used most. */
    memoryKb: p.integer().nullable(),
    /** What its runs took by the clock, by the processor time that they took: others who want the processor make it larger. */
    stretch: p.double().nullable(),
    /** What the compiler said, warnings too. */
    compileOutput: p.text().nullable(),
    /** What the problem says about the code itself and the code does not keep. */
    brokenRules: p.json<readonly Words[]>().nullable(),
    /** PostgreSQL's time of the transaction that took it in; deadlines are compared with this. */
    acceptedAt: p.datetime(),
    /** When judging began, the last time it did. */
    startedAt: p.datetime().nullable(),
    judgedAt: p.datetime().nullable(),
    /** When what its runs wrote was removed; null while it is kept. */
    archivedAt: p.datetime().nullable(),
    /** Where it was made, if not at the problem itself: the kind of place, and its id. */
    placeKind: p.text().nullable(),
    placeId: p.uuid().nullable(),
    /** Counts how often it was to be judged. */
    judgement: p.integer().default(1),
    /** What the figures of the problem hold of an earlier judging: whether it was accepted, and its points by those it could have, 0 to 1. */
    countedAccepted: p.boolean().nullable(),
    countedScore: p.double().nullable(),
    /** The run that judges it now; what another one still says counts for nothing. */
    claimId: p.uuid().nullable(),
    /** Runs that began and may have ended with their process. */
    tries: p.integer().default(0),
    obstacle: p.enum(obstacles).nullable(),
    /** For operators: what was in the way, in the words of the program. */
    note: p.text().nullable(),
    /** A signed statement of what came when. */
    receipt: p.text(),
    ip: p.text().nullable(),
    userAgent: p.text().nullable(),
  },
  indexes: [
    {
      name: 'submission_user_idx',
      expression: `create index "submission_user_idx" on "submission" ("organization_id", "user_id", "accepted_at" desc, "id" desc) include ("problem_id", "status", "points")`,
    },
    { properties: ['organizationId', 'user', 'problem', 'acceptedAt'], name: 'submission_user_problem_idx' },
    { properties: ['organizationId', 'problem', 'acceptedAt'], name: 'submission_problem_idx' },
    { properties: ['organizationId', 'placeId', 'acceptedAt'], name: 'submission_place_idx' },
    { properties: ['organizationId', 'status', 'acceptedAt'], name: 'submission_status_idx' },
    { properties: ['organizationId', 'language', 'acceptedAt'], name: 'submission_language_idx' },
    {
      name: 'submission_kept_idx',
      expression: `create index "submission_kept_idx" on "submission" ("organization_id", "judged_at") where archived_at is null`,
    },
  ],
});

/** Somebody's work on a problem as it was handed in, and what judging it gave. */
export class Submission extends SubmissionSchema.class {
  static readonly personal: PersonalOf<typeof SubmissionSchema> = {
    ...tenantOwnedPersonal,
    user: 'link',
    problem: 'none',
    version: 'none',
    language: 'content',
    files: 'content',
    sourceHash: 'content',
    status: 'content',
    reviewStatus: 'content',
    points: 'content',
    maxPoints: 'none',
    totalTests: 'none',
    passedTests: 'content',
    timeMs: 'content',
    stretch: 'none',
    memoryKb: 'content',
    compileOutput: 'content',
    brokenRules: 'content',
    acceptedAt: 'content',
    startedAt: 'none',
    judgedAt: 'none',
    archivedAt: 'none',
    placeKind: 'none',
    placeId: 'none',
    judgement: 'none',
    countedAccepted: 'content',
    countedScore: 'content',
    claimId: 'none',
    tries: 'none',
    obstacle: 'none',
    note: 'none',
    receipt: 'content',
    ip: 'trace',
    userAgent: 'trace',
  };
}
SubmissionSchema.setClass(Submission);
