import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from './user.entity.ts';

const SessionSchema = defineEntity({
  name: 'Session',
  properties: {
    ...tenantOwned,
    user: () => belongsTo(User).deleteRule('cascade'),
    /** SHA-256 of the opaque token, in hexadecimal digits; the token itself is never stored. */
    tokenHash: p.text().unique(),
    lastSeenAt: p
      .datetime()
      .defaultRaw('now()')
      .onCreate(() => new Date()),
    /** Absolute end, seven days after the sign-in; twelve hours without a request end it earlier. */
    expiresAt: p.datetime(),
    revokedAt: p.datetime().nullable(),
    ipAddress: p.text().nullable(),
    userAgent: p.text().nullable(),
    /** Names, in the address of a framed page, whose frames may show it; null outside frames. */
    frame: p.uuid().nullable(),
    /** Origins whose frames may show the pages of this session, beside those that the organization names. */
    frameOrigins: p.array().columnType('text[]').defaultRaw(`'{}'`),
  },
  indexes: [{ properties: ['organizationId', 'user'], name: 'session_organization_id_user_id_idx' }],
});

/** A signed-in browser or program: 256 random bits, stored hashed, revocable at once. */
export class Session extends SessionSchema.class {
  static readonly personal: PersonalOf<typeof SessionSchema> = {
    ...tenantOwnedPersonal,
    user: 'link',
    tokenHash: 'credential',
    lastSeenAt: 'trace',
    expiresAt: 'none',
    revokedAt: 'trace',
    ipAddress: 'trace',
    userAgent: 'trace',
    frame: 'none',
    frameOrigins: 'none',
  };
}
SessionSchema.setClass(Session);
