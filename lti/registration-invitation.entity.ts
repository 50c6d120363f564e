import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { tenantOwned } from '#src/database/tenancy.ts';

const LtiRegistrationInvitationSchema = defineEntity({
  name: 'LtiRegistrationInvitation',
  properties: {
    ...tenantOwned,
    /** SHA-256 of the secret in the address that an administrator gives to the LMS. */
    tokenHash: p.text().unique(),
    invitedById: p.uuid().nullable(),
    expiresAt: p.datetime(),
    usedAt: p.datetime().nullable(),
    registrationId: p.uuid().nullable(),
  },
});

/** Lets one platform register itself for an organization, once, for a while. */
export class LtiRegistrationInvitation extends LtiRegistrationInvitationSchema.class {
  static readonly personal: PersonalOf<typeof LtiRegistrationInvitationSchema> = {
    ...tenantOwnedPersonal,
    tokenHash: 'credential',
    invitedById: 'link',
    expiresAt: 'none',
    usedAt: 'none',
    registrationId: 'none',
  };
}
LtiRegistrationInvitationSchema.setClass(LtiRegistrationInvitation);
