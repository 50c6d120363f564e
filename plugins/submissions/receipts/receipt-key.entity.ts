import { defineEntity, p } from '@mikro-orm/core';
import type { JWK } from 'jose';
import { identifiedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { identified } from '#src/database/tenancy.ts';

const ReceiptKeySchema = defineEntity({
  name: 'ReceiptKey',
  properties: {
    ...identified,
    kid: p.text().unique(),
    publicJwk: p.json<JWK>(),
    sealedPrivateJwk: p.text(),
    /** Signs no more, and is published for ever: receipts are shown years later. */
    retiredAt: p.datetime().nullable(),
  },
  indexes: [
    {
      name: 'receipt_key_one_active',
      expression: `create unique index "receipt_key_one_active" on "receipt_key" ((true)) where retired_at is null`,
    },
  ],
});

/** An Ed25519 key pair of ours, by which receipts are signed. */
export class ReceiptKey extends ReceiptKeySchema.class {
  static readonly sealed = { sealedPrivateJwk: 'receipt-key' } as const;
  static readonly personal: PersonalOf<typeof ReceiptKeySchema> = {
    ...identifiedPersonal,
    kid: 'none',
    publicJwk: 'none',
    sealedPrivateJwk: 'none',
    retiredAt: 'none',
  };
}
ReceiptKeySchema.setClass(ReceiptKey);
