import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import { Course } from '../course.entity.ts';
import { courseRoles } from '../enrollment.entity.ts';

const CourseInvitationSchema = defineEntity({
  name: 'CourseInvitation',
  properties: {
    ...tenantOwned,
    course: () => belongsTo(Course).deleteRule('cascade'),
    /** Lower case. */
    email: p.text(),
    role: p.enum(courseRoles),
    /** SHA-256 of the token, in hexadecimal digits; the token itself is in the mail. */
    tokenHash: p.text().unique(),
    invitedBy: () => belongsTo(User).nullable().deleteRule('set null'),
    expiresAt: p.datetime(),
    acceptedAt: p.datetime().nullable(),
  },
  uniques: [{ properties: ['course', 'email'], name: 'course_invitation_course_email_key' }],
});

/** Whoever reads the mail at this address may join the course, once. Asked again, they get a new token, and the old one is none. */
export class CourseInvitation extends CourseInvitationSchema.class {
  static readonly personal: PersonalOf<typeof CourseInvitationSchema> = {
    ...tenantOwnedPersonal,
    course: 'none',
    email: 'contact',
    role: 'content',
    tokenHash: 'credential',
    invitedBy: 'link',
    expiresAt: 'none',
    acceptedAt: 'trace',
  };
}
CourseInvitationSchema.setClass(CourseInvitation);
