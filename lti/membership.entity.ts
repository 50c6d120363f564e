import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import { LtiContext } from './lti-context.entity.ts';

const LtiMembershipSchema = defineEntity({
  name: 'LtiMembership',
  properties: {
    ...tenantOwned,
    context: () => belongsTo(LtiContext).deleteRule('cascade'),
    user: () => belongsTo(User).deleteRule('cascade'),
    /** As the platform sent them. */
    roles: p.array().columnType('text[]'),
    personSourcedId: p.text().nullable(),
    /** A student view of the platform's staff, whose work counts nowhere (Core A.2.4). */
    isTestUser: p.boolean().default(false),
  },
  uniques: [{ properties: ['context', 'user'], name: 'lti_membership_context_user_key' }],
});

/** A person in a context, with the roles of the last launch or roster. */
export class LtiMembership extends LtiMembershipSchema.class {
  static readonly personal: PersonalOf<typeof LtiMembershipSchema> = {
    ...tenantOwnedPersonal,
    context: 'none',
    user: 'link',
    roles: 'content',
    personSourcedId: 'contact',
    isTestUser: 'none',
  };
}
LtiMembershipSchema.setClass(LtiMembership);
