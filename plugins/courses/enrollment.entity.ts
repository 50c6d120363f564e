import { defineEntity, p } from '@mikro-orm/core';
import type { CourseRole } from '#lti';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import { Course } from './course.entity.ts';

export const courseRoles = [
  'instructor',
  'teachingAssistant',
  'learner',
  'none',
] as const satisfies readonly CourseRole[];

const EnrollmentSchema = defineEntity({
  name: 'Enrollment',
  properties: {
    ...tenantOwned,
    course: () => belongsTo(Course).deleteRule('cascade'),
    user: () => belongsTo(User).deleteRule('cascade'),
    role: p.enum(courseRoles),
    /** Of whoever joined here and not from an LMS: the role that somebody gave them, which is theirs again when no LMS says another. */
    ownRole: p.enum(courseRoles).nullable(),
    /** A student view that staff take: what it does counts nowhere. */
    isTestUser: p.boolean().default(false),
    /** Since then they are out of the course: their work stays, and they see it again once they are back. */
    leftAt: p.datetime().nullable(),
    /** Taken out by who teaches: the code of the course does not let them in again. */
    isBarred: p.boolean().default(false),
  },
  uniques: [{ properties: ['course', 'user'], name: 'enrollment_course_user_key' }],
  indexes: [{ properties: ['organizationId', 'user'], name: 'enrollment_organization_id_user_id_idx' }],
});

/** A person in a course, with the role of their last launch or roster. It says nothing about any other course, nor about the organization. */
export class Enrollment extends EnrollmentSchema.class {
  static readonly personal: PersonalOf<typeof EnrollmentSchema> = {
    ...tenantOwnedPersonal,
    course: 'none',
    user: 'link',
    role: 'content',
    ownRole: 'content',
    isTestUser: 'none',
    leftAt: 'content',
    isBarred: 'content',
  };
}
EnrollmentSchema.setClass(Enrollment);
