import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import { LtiContext } from './lti-context.entity.ts';

/** What the roster of `changedIn` said anew of somebody. */
export const rosterChanges = ['joined', 'changed', 'returned'] as const;

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
    /** Their last launch into the context; null for whoever is known by the roster alone. */
    launchedAt: p.datetime().nullable(),
    /** Since then complete rosters lack them, and nobody has decided yet. */
    missingSince: p.datetime().nullable(),
    /** Since then they are out of the course, until a launch or a roster brings them back. */
    leftAt: p.datetime().nullable(),
    /** The platform's ids of their groups, as the last roster said. */
    groupIds: p.array().columnType('text[]').defaultRaw(`'{}'`),
    change: p.enum(rosterChanges).nullable(),
    changedIn: p.uuid().nullable(),
    /** What stood there before the change. */
    formerRoles: p.array().columnType('text[]').nullable(),
    formerName: p.text().nullable(),
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
    launchedAt: 'trace',
    missingSince: 'content',
    leftAt: 'content',
    groupIds: 'content',
    change: 'content',
    changedIn: 'none',
    formerRoles: 'content',
    formerName: 'name',
  };
}
LtiMembershipSchema.setClass(LtiMembership);
