import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from './user.entity.ts';

export const identityKinds = ['password', 'lti', 'saml', 'oauth'] as const;

const IdentitySchema = defineEntity({
  name: 'Identity',
  properties: {
    ...tenantOwned,
    user: () => belongsTo(User).deleteRule('cascade'),
    kind: p.enum(identityKinds),
    /** The LTI platform, the SAML provider, the OAuth provider; empty for a password. */
    provider: p.text().default(''),
    /** `sub`, NameID, the provider's user id; for a password the e-mail address in lower case. */
    subject: p.text(),
    /** PHC string of argon2id; only for a password. */
    passwordHash: p.text().nullable(),
    lastUsedAt: p.datetime().nullable(),
  },
  uniques: [{ properties: ['organizationId', 'kind', 'provider', 'subject'], name: 'identity_subject_key' }],
  indexes: [{ properties: ['organizationId', 'user'], name: 'identity_organization_id_user_id_idx' }],
});

/** One way in which a user signs in. Several may lead to one user, inside the organization only. */
export class Identity extends IdentitySchema.class {
  static readonly personal: PersonalOf<typeof IdentitySchema> = {
    ...tenantOwnedPersonal,
    user: 'link',
    kind: 'none',
    provider: 'none',
    subject: 'contact',
    passwordHash: 'credential',
    lastUsedAt: 'trace',
  };
}
IdentitySchema.setClass(Identity);
