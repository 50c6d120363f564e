import { defineEntity, p } from '@mikro-orm/core';
import { identifiedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { identified } from '#src/database/tenancy.ts';
import { Operator } from '#src/people/operator.entity.ts';

const OperatorSessionSchema = defineEntity({
  name: 'OperatorSession',
  properties: {
    ...identified,
    operator: () => p.manyToOne(Operator).deleteRule('cascade'),
    /** SHA-256 of the opaque token, in hexadecimal digits; the token itself is never stored. */
    tokenHash: p.text().unique(),
    lastSeenAt: p
      .datetime()
      .defaultRaw('now()')
      .onCreate(() => new Date()),
    expiresAt: p.datetime(),
    revokedAt: p.datetime().nullable(),
    ipAddress: p.text().nullable(),
    userAgent: p.text().nullable(),
  },
  indexes: [{ properties: ['operator'], name: 'operator_session_operator_id_idx' }],
});

/** Somebody who runs the installation, signed in: a session that belongs to no organization. */
export class OperatorSession extends OperatorSessionSchema.class {
  static readonly personal: PersonalOf<typeof OperatorSessionSchema> = {
    ...identifiedPersonal,
    operator: 'link',
    tokenHash: 'credential',
    lastSeenAt: 'trace',
    expiresAt: 'none',
    revokedAt: 'trace',
    ipAddress: 'trace',
    userAgent: 'trace',
  };
}
OperatorSessionSchema.setClass(OperatorSession);
