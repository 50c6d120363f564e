import { defineEntity, p } from '@mikro-orm/core';
import { LtiResourceLink } from '#lti';
import { Course } from '#plugins/courses';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { versioned, versionedPersonal } from '#src/http/stale-save/versioned.ts';

/** Which of somebody's submissions counts. */
export const policies = ['best', 'last', 'first'] as const;
export type Policy = (typeof policies)[number];

/** Whether the LMS has a grade at once, or when somebody who teaches says so. */
export const gradeReleases = ['auto', 'manual'] as const;
export type GradeRelease = (typeof gradeReleases)[number];

const AssignmentSchema = defineEntity({
  name: 'Assignment',
  properties: {
    ...tenantOwned,
    ...versioned,
    course: () => belongsTo(Course).deleteRule('cascade'),
    /** Where it is opened in the LMS; null for one whose link was chosen anew for something else. */
    ltiResourceLink: () => belongsTo(LtiResourceLink).nullable().deleteRule('set null'),
    title: p.text(),
    /** Markdown, above its problems. */
    instructions: p.text().nullable(),
    /** Before it learners see neither statement nor tests; null for no such moment, as with the others. */
    releaseAt: p.datetime().nullable(),
    dueAt: p.datetime().nullable(),
    /** Until then late work is taken; without it nothing is after `dueAt`. */
    lateUntil: p.datetime().nullable(),
    /** Of the points, for each day that has begun since `dueAt`. */
    latePercentPerDay: p.decimal('number').columnType('numeric').default(0),
    /** For each of its problems; null for as many as one likes. */
    attempts: p.integer().nullable(),
    /** From when somebody begins until they have to end, in minutes; null for as long as it is open. */
    minutes: p.integer().nullable(),
    isOptional: p.boolean().default(false),
    /** The set of the course's groups that hand in together; null where everybody works alone. */
    groupSet: p.text().nullable(),
    policy: p.enum(policies).default('best'),
    gradeRelease: p.enum(gradeReleases).default('auto'),
    /** Since then the LMS may have the grades; of no meaning where they are released at once. */
    gradesReleasedAt: p.datetime().nullable(),
    /** Chosen for a link of the LMS that nobody has opened yet, so that it may never have been made. */
    isAwaitingLink: p.boolean().default(false),
    /** The assignment that its link names, of which it is a copy. */
    sourceId: p.uuid().nullable(),
    /** When it came along with a copy of a course; null once somebody has looked over its dates. */
    copiedAt: p.datetime().nullable(),
  },
  uniques: [{ properties: ['ltiResourceLink'], name: 'assignment_lti_resource_link_id_key' }],
  indexes: [{ properties: ['organizationId', 'course'], name: 'assignment_course_idx' }],
  checks: [
    { name: 'assignment_dates_in_order', expression: 'release_at <= due_at and due_at <= late_until' },
    { name: 'assignment_late_has_due', expression: 'late_until is null or due_at is not null' },
    { name: 'assignment_late_percent', expression: 'late_percent_per_day >= 0 and late_percent_per_day <= 100' },
    { name: 'assignment_attempts', expression: 'attempts > 0' },
    { name: 'assignment_minutes', expression: 'minutes > 0' },
  ],
});

/** Problems that a course is to solve, from when until when, and by which rules its grade comes to be. */
export class Assignment extends AssignmentSchema.class {
  static readonly personal: PersonalOf<typeof AssignmentSchema> = {
    ...tenantOwnedPersonal,
    ...versionedPersonal,
    course: 'none',
    ltiResourceLink: 'none',
    title: 'none',
    instructions: 'none',
    releaseAt: 'none',
    dueAt: 'none',
    lateUntil: 'none',
    latePercentPerDay: 'none',
    attempts: 'none',
    minutes: 'none',
    isOptional: 'none',
    groupSet: 'none',
    policy: 'none',
    gradeRelease: 'none',
    gradesReleasedAt: 'none',
    isAwaitingLink: 'none',
    sourceId: 'none',
    copiedAt: 'none',
  };
}
AssignmentSchema.setClass(Assignment);
