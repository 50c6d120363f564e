import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { tenantOrInstallationOwned } from '#src/database/tenancy.ts';
import type { Sealed } from '#src/sealed/sealed-columns.ts';

export const mailStates = ['queued', 'sent', 'failed'] as const;

const OutgoingMailSchema = defineEntity({
  name: 'OutgoingMail',
  properties: {
    ...tenantOrInstallationOwned,
    /** Name of the Mail. */
    mail: p.text(),
    /** The user or operator to whom it goes, where that is one. */
    recipientId: p.uuid().nullable(),
    toAddress: p.text(),
    toName: p.text().nullable(),
    locale: p.text(),
    timeZone: p.text(),
    /** The mail's data as JSON, sealed, because it may hold a token; gone once the mail is sent. */
    sealedData: p.text().nullable(),
    state: p.enum(mailStates).default('queued'),
    /** What the mail server, or the way to it, said last. */
    reason: p.text().nullable(),
    attempts: p.integer().default(0),
    sentAt: p.datetime().nullable(),
  },
  uniques: [{ properties: ['organizationId', 'id'], name: 'outgoing_mail_organization_id_id_key' }],
  indexes: [
    { properties: ['organizationId', 'state', 'createdAt'], name: 'outgoing_mail_state_idx' },
    { properties: ['organizationId', 'recipientId'], name: 'outgoing_mail_recipient_idx' },
  ],
});

/** A mail on its way, or how it ended. */
export class OutgoingMail extends OutgoingMailSchema.class {
  static readonly sealed = { sealedData: 'mail-data' } satisfies Sealed<OutgoingMail>;
  static readonly personal: PersonalOf<typeof OutgoingMailSchema> = {
    ...tenantOwnedPersonal,
    mail: 'none',
    recipientId: 'link',
    toAddress: 'contact',
    toName: 'name',
    locale: 'content',
    timeZone: 'content',
    sealedData: 'credential',
    state: 'none',
    reason: 'contact',
    attempts: 'none',
    sentAt: 'trace',
  };
}
OutgoingMailSchema.setClass(OutgoingMail);
