import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User, type OrganizationRole } from '#src/people/user.entity.ts';

const InvitationSchema = defineEntity({
  name: 'Invitation',
  properties: {
    ...tenantOwned,
    /** SHA-256 of the token, in hexadecimal digits; the token itself is in the mail or was shown once. */
    tokenHash: p.text().unique(),
    /** Lower case; null for a link, which is for whoever has it. */
    email: p.text().nullable(),
    roles: p.array().$type<OrganizationRole[]>().columnType('text[]'),
    expiresAt: p.datetime(),
    /** How many people it is for. */
    uses: p.integer(),
    usesLeft: p.integer(),
    revokedAt: p.datetime().nullable(),
    invitedBy: () => belongsTo(User).nullable(),
    /** Who came last by it, and when. */
    acceptedBy: () => belongsTo(User).nullable(),
    acceptedAt: p.datetime().nullable(),
  },
  indexes: [
    { properties: ['organizationId', 'createdAt'], name: 'invitation_organization_id_created_at_idx' },
    { properties: ['organizationId', 'email'], name: 'invitation_organization_id_email_idx' },
    { properties: ['organizationId', 'invitedBy'], name: 'invitation_organization_id_invited_by_id_idx' },
    { properties: ['organizationId', 'acceptedBy'], name: 'invitation_organization_id_accepted_by_id_idx' },
  ],
  checks: [{ name: 'invitation_uses_left_range', expression: 'uses_left >= 0 and uses_left <= uses' }],
});

/** Who has its token may become a member with these roles. */
export class Invitation extends InvitationSchema.class {
  static readonly personal: PersonalOf<typeof InvitationSchema> = {
    ...tenantOwnedPersonal,
    tokenHash: 'credential',
    email: 'contact',
    roles: 'content',
    expiresAt: 'none',
    uses: 'none',
    usesLeft: 'none',
    revokedAt: 'none',
    invitedBy: 'link',
    acceptedBy: 'link',
    acceptedAt: 'trace',
  };
}
InvitationSchema.setClass(Invitation);
