import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { tenantOrInstallationOwned } from '#src/database/tenancy.ts';

export const auditActors = ['user', 'operator', 'system', 'anonymous'] as const;

const AuditEntrySchema = defineEntity({
  name: 'AuditEntry',
  properties: {
    ...tenantOrInstallationOwned,
    /** Part of the primary key, as the table's partitions are cut by it. */
    createdAt: p
      .datetime()
      .primary()
      .onCreate(() => new Date()),
    actorKind: p.enum(auditActors),
    actorId: p.uuid().nullable(),
    /** `noun.pastParticiple`. */
    action: p.text(),
    targetType: p.text().nullable(),
    targetId: p.text().nullable(),
    payload: p.json<Record<string, unknown>>().defaultRaw(`'{}'`),
    ipAddress: p.text().nullable(),
    userAgent: p.text().nullable(),
    requestId: p.text().nullable(),
  },
  indexes: [
    { properties: ['organizationId', 'createdAt'], name: 'audit_entry_created_idx' },
    { properties: ['organizationId', 'actorId', 'createdAt'], name: 'audit_entry_actor_idx' },
    { properties: ['organizationId', 'targetType', 'targetId', 'createdAt'], name: 'audit_entry_target_idx' },
  ],
});

/** One act, kept for ever: the table is partitioned by month and nobody may change or delete its rows. */
export class AuditEntry extends AuditEntrySchema.class {
  static readonly personal: PersonalOf<typeof AuditEntrySchema> = {
    ...tenantOwnedPersonal,
    actorKind: 'none',
    actorId: 'link',
    action: 'none',
    targetType: 'none',
    targetId: 'link',
    payload: 'content',
    ipAddress: 'trace',
    userAgent: 'trace',
    requestId: 'none',
  };
}
AuditEntrySchema.setClass(AuditEntry);
