import { defineEntity, p } from '@mikro-orm/core';
import { LtiContext } from '#lti';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import { Course } from '../course.entity.ts';

const CourseAttachmentSchema = defineEntity({
  name: 'CourseAttachment',
  properties: {
    ...tenantOwned,
    course: () => belongsTo(Course),
    context: () => belongsTo(LtiContext),
    /** The course that the context was until then, and is again once this is undone. */
    formerCourse: () => belongsTo(Course),
    attachedBy: () => belongsTo(User).nullable().deleteRule('set null'),
    detachedBy: () => belongsTo(User).nullable().deleteRule('set null'),
    /** Undone since then; null while it holds. */
    detachedAt: p.datetime().nullable(),
  },
  indexes: [{ properties: ['organizationId', 'course'], name: 'course_attachment_course_idx' }],
});

/** That a context of an LMS leads into a course that was here before, by whom, and until when. Its entries stay. */
export class CourseAttachment extends CourseAttachmentSchema.class {
  static readonly personal: PersonalOf<typeof CourseAttachmentSchema> = {
    ...tenantOwnedPersonal,
    course: 'none',
    context: 'none',
    formerCourse: 'none',
    attachedBy: 'link',
    detachedBy: 'link',
    detachedAt: 'none',
  };
}
CourseAttachmentSchema.setClass(CourseAttachment);
