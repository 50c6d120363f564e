import { defineEntity, p } from '@mikro-orm/core';
import { LtiContext, LtiResourceLink } from '#lti';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { versioned, versionedPersonal } from '#src/http/stale-save/versioned.ts';

const CourseSchema = defineEntity({
  name: 'Course',
  properties: {
    ...tenantOwned,
    ...versioned,
    /** As the LMS last said it, or whoever made it here; null where the LMS never did. */
    title: p.text().nullable(),
    label: p.text().nullable(),
    /** Markdown; of courses that were made here. */
    description: p.text().nullable(),
    /** What is over is not among somebody's courses any more, and stays where it is. */
    isActive: p.boolean().default(true),
    /** Whoever knows it may join, as a student; null where nobody may. Shown to staff, and not kept from them by a hash. */
    joinCode: p.text().nullable(),
    /** An IANA name: in it the course's dates are meant. */
    timeZone: p.text(),
    ltiContext: () => belongsTo(LtiContext).nullable(),
    /** The course that the LMS says it copied this one from, where that is known here. */
    copiedFrom: () => belongsTo(Course).nullable().deleteRule('set null'),
    /** The one link of a stub, where a platform launches outside a course. */
    ltiResourceLink: () => belongsTo(LtiResourceLink).nullable(),
  },
  uniques: [
    { properties: ['ltiContext'], name: 'course_lti_context_id_key' },
    { properties: ['ltiResourceLink'], name: 'course_lti_resource_link_id_key' },
    { properties: ['organizationId', 'joinCode'], name: 'course_join_code_key' },
  ],
  checks: [{ name: 'course_has_one_origin', expression: 'num_nonnulls(lti_context_id, lti_resource_link_id) <= 1' }],
});

/** Where people teach and learn together: an LTI context, a stub for one link outside any, or made here without an LMS. */
export class Course extends CourseSchema.class {
  static readonly personal: PersonalOf<typeof CourseSchema> = {
    ...tenantOwnedPersonal,
    ...versionedPersonal,
    title: 'none',
    label: 'none',
    description: 'none',
    isActive: 'none',
    joinCode: 'credential',
    timeZone: 'none',
    ltiContext: 'none',
    copiedFrom: 'none',
    ltiResourceLink: 'none',
  };
}
CourseSchema.setClass(Course);
