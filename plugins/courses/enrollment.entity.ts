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
    /** A student view that staff take: what it does counts nowhere. */
    isTestUser: p.boolean().default(false),
  },
  uniques: [{ properties: ['course', 'user'], name: 'enrollment_course_user_key' }],
  indexes: [{ properties: ['organizationId', 'user'], name: 'enrollment_organization_id_user_id_idx' }],
});

/** A person in a course, with the role of their last launch. It says nothing about any other course, nor about the organization. */
export class Enrollment extends EnrollmentSchema.class {
  static readonly personal: PersonalOf<typeof EnrollmentSchema> = {
    ...tenantOwnedPersonal,
    course: 'none',
    user: 'link',
    role: 'content',
    isTestUser: 'none',
  };
}
EnrollmentSchema.setClass(Enrollment);
