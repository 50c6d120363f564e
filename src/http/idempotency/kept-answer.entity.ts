import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { tenantOrInstallationOwned } from '#src/database/tenancy.ts';
import type { KeptReply } from './kept-reply.ts';

const KeptAnswerSchema = defineEntity({
  name: 'KeptAnswer',
  properties: {
    ...tenantOrInstallationOwned,
    /** The user or operator whose key it is. The id of the row is made of both, so a key is one row and is itself not stored. */
    personId: p.uuid(),
    /** SHA-256 of route, parameters and body, in hexadecimal digits. */
    fingerprint: p.text(),
    /** Null while it is being made. Plain `json`, which keeps every text and order that an answer can have. */
    reply: p.json<KeptReply>().columnType('json').nullable(),
    /** When the key is free again: a day after the answer; for an answer that is being made in steps, when it counts as lost. */
    expiresAt: p.datetime(),
  },
  uniques: [{ properties: ['organizationId', 'id'], name: 'kept_answer_organization_id_id_key' }],
  indexes: [{ properties: ['organizationId', 'expiresAt'], name: 'kept_answer_expires_idx' }],
});

/** What was answered to a request that carried an idempotency key; a repeat gets it again. */
export class KeptAnswer extends KeptAnswerSchema.class {
  static readonly personal: PersonalOf<typeof KeptAnswerSchema> = {
    ...tenantOwnedPersonal,
    personId: 'link',
    fingerprint: 'none',
    reply: 'content',
    expiresAt: 'none',
  };
}
KeptAnswerSchema.setClass(KeptAnswer);
