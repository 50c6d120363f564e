import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';

export const mailedPurposes = ['verifyEmail', 'resetPassword', 'changeEmail'] as const;
export type MailedPurpose = (typeof mailedPurposes)[number];

const MailedTokenSchema = defineEntity({
  name: 'MailedToken',
  properties: {
    ...tenantOwned,
    user: () => belongsTo(User).deleteRule('cascade'),
    purpose: p.enum(mailedPurposes),
    /** SHA-256 of the token, in hexadecimal digits; the token itself stands in the mail only. */
    tokenHash: p.text().unique(),
    /** Where it was mailed to, and what it so proves. */
    address: p.text(),
    expiresAt: p.datetime(),
    usedAt: p.datetime().nullable(),
  },
  indexes: [{ properties: ['organizationId', 'user'], name: 'mailed_token_organization_id_user_id_idx' }],
});

/** A link that was mailed: whoever has it reads that mailbox. Good once, and for a while. */
export class MailedToken extends MailedTokenSchema.class {
  static readonly personal: PersonalOf<typeof MailedTokenSchema> = {
    ...tenantOwnedPersonal,
    user: 'link',
    purpose: 'none',
    tokenHash: 'credential',
    address: 'contact',
    expiresAt: 'none',
    usedAt: 'trace',
  };
}
MailedTokenSchema.setClass(MailedToken);
