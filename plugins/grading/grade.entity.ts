import { defineEntity, p } from '@mikro-orm/core';
import { Assignment } from '#plugins/assignments';
import { Submission } from '#plugins/submissions';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import type { Adjustment } from './grade-adjustment.ts';
import type { Reason } from './grade-of.ts';
import { GradeChange } from './override/grade-change.entity.ts';

/** Where the work stood when the LMS was last told about it. */
export const toldStates = ['judged', 'closed', 'waitsForPerson', 'judgeFailed', 'judging', 'reset'] as const;
export type ToldState = (typeof toldStates)[number];

/** Why there is no column in the LMS to tell about: it has no gradebook for us, or it refused one. */
export const untoldReasons = ['noGradebook', 'refused'] as const;

const GradeSchema = defineEntity({
  name: 'Grade',
  properties: {
    ...tenantOwned,
    assignment: () => belongsTo(Assignment).deleteRule('cascade'),
    user: () => belongsTo(User).deleteRule('cascade'),
    /** Null as long as nothing counts. */
    points: p.decimal('number').columnType('numeric').nullable(),
    maximum: p.decimal('number').columnType('numeric').default(0),
    /** What lateness took, of the points that would have been without it. */
    latePercent: p.decimal('number').columnType('numeric').default(0),
    /** The one that counts; where there are several problems, the newest of those. */
    submission: () => belongsTo(Submission).nullable().deleteRule('set null'),
    /** How it came about, one for each problem. */
    why: p.json<readonly Reason[]>().defaultRaw(`'[]'`),
    /** What other plugins added or took. */
    adjustments: p.json<readonly Adjustment[]>().defaultRaw(`'[]'`),
    /** By which somebody who teaches set the points; null where the rules do. */
    override: () => belongsTo(GradeChange).nullable().deleteRule('set null'),
    /** Whose rules it was made by. */
    assignmentVersion: p.integer().default(0),
    madeAt: p.datetime().nullable(),
    /** Null as long as the LMS was told nothing. */
    toldState: p.enum(toldStates).nullable(),
    untold: p.enum(untoldReasons).nullable(),
  },
  uniques: [{ properties: ['assignment', 'user'], name: 'grade_assignment_user_key' }],
  indexes: [{ properties: ['organizationId', 'user'], name: 'grade_user_idx' }],
});

/** What somebody has for an assignment, and why. */
export class Grade extends GradeSchema.class {
  static readonly personal: PersonalOf<typeof GradeSchema> = {
    ...tenantOwnedPersonal,
    assignment: 'none',
    user: 'link',
    points: 'content',
    maximum: 'none',
    latePercent: 'content',
    submission: 'none',
    why: 'content',
    adjustments: 'content',
    override: 'none',
    assignmentVersion: 'none',
    madeAt: 'none',
    toldState: 'none',
    untold: 'none',
  };
}
GradeSchema.setClass(Grade);
