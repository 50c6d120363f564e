import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { tenantOrInstallationOwned } from '#src/database/tenancy.ts';

export const launchOutcomes = ['launched', 'waiting', 'refused'] as const;

const LtiLaunchRecordSchema = defineEntity({
  name: 'LtiLaunchRecord',
  properties: {
    ...tenantOrInstallationOwned,
    outcome: p.enum(launchOutcomes),
    /** `kid-missing`, `state-used`, …; null for a launch. */
    reason: p.text().nullable(),
    /** Names of the checks that passed, in their order. */
    passed: p.array().columnType('text[]'),
    /** What was found where something else was needed; never a token, never a person. */
    detail: p.text().nullable(),
    issuer: p.text().nullable(),
    clientId: p.text().nullable(),
    deploymentId: p.text().nullable(),
    registrationId: p.uuid().nullable(),
    messageType: p.text().nullable(),
    userId: p.uuid().nullable(),
    ipAddress: p.text().nullable(),
    userAgent: p.text().nullable(),
  },
  uniques: [{ properties: ['organizationId', 'id'], name: 'lti_launch_record_organization_id_id_key' }],
  indexes: [
    { properties: ['organizationId', 'createdAt'], name: 'lti_launch_record_organization_id_created_at_idx' },
    { properties: ['createdAt'], name: 'lti_launch_record_created_at_idx' },
  ],
});

/** One attempt to launch, kept for the launch doctor: what was checked, where it ended, and why. */
export class LtiLaunchRecord extends LtiLaunchRecordSchema.class {
  static readonly personal: PersonalOf<typeof LtiLaunchRecordSchema> = {
    ...tenantOwnedPersonal,
    outcome: 'none',
    reason: 'none',
    passed: 'none',
    detail: 'none',
    issuer: 'none',
    clientId: 'none',
    deploymentId: 'none',
    registrationId: 'none',
    messageType: 'none',
    userId: 'link',
    ipAddress: 'trace',
    userAgent: 'trace',
  };
}
LtiLaunchRecordSchema.setClass(LtiLaunchRecord);
