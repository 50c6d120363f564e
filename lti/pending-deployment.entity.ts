import { defineEntity, p } from '@mikro-orm/core';
import { identifiedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { identified } from '#src/database/tenancy.ts';
import { LtiRegistration } from './registration.entity.ts';

const LtiPendingDeploymentSchema = defineEntity({
  name: 'LtiPendingDeployment',
  properties: {
    ...identified,
    registration: () => p.manyToOne(LtiRegistration).deleteRule('cascade'),
    deploymentId: p.text(),
    platformGuid: p.text().nullable(),
    platformName: p.text().nullable(),
    productFamily: p.text().nullable(),
    /** Title of the course that the first launch came from, so that an operator can tell whose it is. */
    courseTitle: p.text().nullable(),
  },
  uniques: [
    { properties: ['registration', 'deploymentId'], name: 'lti_pending_deployment_registration_deployment_id_key' },
  ],
});

/** A deployment that a verified token named and that belongs to no organization yet: an operator says whose it is. */
export class LtiPendingDeployment extends LtiPendingDeploymentSchema.class {
  static readonly personal: PersonalOf<typeof LtiPendingDeploymentSchema> = {
    ...identifiedPersonal,
    registration: 'none',
    deploymentId: 'none',
    platformGuid: 'none',
    platformName: 'none',
    productFamily: 'none',
    courseTitle: 'none',
  };
}
LtiPendingDeploymentSchema.setClass(LtiPendingDeployment);
