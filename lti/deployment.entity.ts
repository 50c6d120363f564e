import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { LtiRegistration } from './registration.entity.ts';

export const deploymentStatuses = ['active', 'suspended'] as const;

const LtiDeploymentSchema = defineEntity({
  name: 'LtiDeployment',
  properties: {
    ...tenantOwned,
    registration: () => p.manyToOne(LtiRegistration),
    /** The platform's name for it, unique within the registration (Core 5.3.3). */
    deploymentId: p.text(),
    status: p.enum(deploymentStatuses).default('active'),
    name: p.text().nullable(),
    /** `tool_platform.guid`: the site, where many share one issuer. */
    platformGuid: p.text().nullable(),
    platformName: p.text().nullable(),
    productFamily: p.text().nullable(),
    platformVersion: p.text().nullable(),
    /** Origins of the pages that frame us, as signed tokens named them or an administrator did. */
    frameOrigins: p.array().columnType('text[]').defaultRaw(`'{}'`),
  },
  uniques: [{ properties: ['registration', 'deploymentId'], name: 'lti_deployment_registration_deployment_id_key' }],
});

/** The tool as it is installed in one place of a platform: what decides the organization of a launch. */
export class LtiDeployment extends LtiDeploymentSchema.class {
  static readonly personal: PersonalOf<typeof LtiDeploymentSchema> = {
    ...tenantOwnedPersonal,
    registration: 'none',
    deploymentId: 'none',
    status: 'none',
    name: 'none',
    platformGuid: 'none',
    platformName: 'none',
    productFamily: 'none',
    platformVersion: 'none',
    frameOrigins: 'none',
  };
}
LtiDeploymentSchema.setClass(LtiDeployment);
