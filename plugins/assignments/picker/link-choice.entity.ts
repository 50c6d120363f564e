import { defineEntity, p } from '@mikro-orm/core';
import { LtiDeepLink } from '#lti';
import { Problem } from '#plugins/problems';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';

const LinkChoiceSchema = defineEntity({
  name: 'LinkChoice',
  properties: {
    ...tenantOwned,
    deepLink: () => belongsTo(LtiDeepLink).deleteRule('cascade'),
    problem: () => belongsTo(Problem).deleteRule('cascade'),
    /** From 1, with gaps. */
    position: p.integer(),
  },
  uniques: [{ properties: ['deepLink', 'problem'], name: 'link_choice_deep_link_problem_key' }],
});

/** A problem that somebody has picked for a course of the LMS, and not sent there yet. */
export class LinkChoice extends LinkChoiceSchema.class {
  static readonly personal: PersonalOf<typeof LinkChoiceSchema> = {
    ...tenantOwnedPersonal,
    deepLink: 'none',
    problem: 'none',
    position: 'none',
  };
}
LinkChoiceSchema.setClass(LinkChoice);
