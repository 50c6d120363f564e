import { defineEntity, p } from '@mikro-orm/core';
import { LtiContext, LtiResourceLink } from '#lti';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';

const CourseSchema = defineEntity({
  name: 'Course',
  properties: {
    ...tenantOwned,
    /** As the LMS last said it; null where it never did. */
    title: p.text().nullable(),
    label: p.text().nullable(),
    /** An IANA name: in it the course's dates are meant. */
    timeZone: p.text(),
    ltiContext: () => belongsTo(LtiContext).nullable(),
    /** The one link of a stub, where a platform launches outside a course. */
    ltiResourceLink: () => belongsTo(LtiResourceLink).nullable(),
  },
  uniques: [
    { properties: ['ltiContext'], name: 'course_lti_context_id_key' },
    { properties: ['ltiResourceLink'], name: 'course_lti_resource_link_id_key' },
  ],
  checks: [{ name: 'course_has_one_origin', expression: 'num_nonnulls(lti_context_id, lti_resource_link_id) <= 1' }],
});

/** Where people teach and learn together: an LTI context, or a stub for one link outside any. */
export class Course extends CourseSchema.class {
  static readonly personal: PersonalOf<typeof CourseSchema> = {
    ...tenantOwnedPersonal,
    title: 'none',
    label: 'none',
    timeZone: 'none',
    ltiContext: 'none',
    ltiResourceLink: 'none',
  };
}
CourseSchema.setClass(Course);
