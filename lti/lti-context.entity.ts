import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { LtiDeployment } from './deployment.entity.ts';

const LtiContextSchema = defineEntity({
  name: 'LtiContext',
  properties: {
    ...tenantOwned,
    deployment: () => belongsTo(LtiDeployment),
    contextId: p.text(),
    types: p.array().columnType('text[]').defaultRaw(`'{}'`),
    label: p.text().nullable(),
    title: p.text().nullable(),
    courseOfferingSourcedId: p.text().nullable(),
    courseSectionSourcedId: p.text().nullable(),
    /** AGS and NRPS addresses as the last launch gave them, with the scopes that were granted. */
    lineItemsUrl: p.text().nullable(),
    membershipsUrl: p.text().nullable(),
    /** Course Groups, where the platform has them (Course Groups 1.0, 3.1). */
    groupsUrl: p.text().nullable(),
    groupSetsUrl: p.text().nullable(),
    serviceScopes: p.array().columnType('text[]').defaultRaw(`'{}'`),
  },
  uniques: [{ properties: ['deployment', 'contextId'], name: 'lti_context_deployment_context_id_key' }],
});

/** A course as the platform knows it (Core 5.4.1); unique within its deployment. */
export class LtiContext extends LtiContextSchema.class {
  static readonly personal: PersonalOf<typeof LtiContextSchema> = {
    ...tenantOwnedPersonal,
    deployment: 'none',
    contextId: 'none',
    types: 'none',
    label: 'none',
    title: 'none',
    courseOfferingSourcedId: 'none',
    courseSectionSourcedId: 'none',
    lineItemsUrl: 'none',
    membershipsUrl: 'none',
    groupsUrl: 'none',
    groupSetsUrl: 'none',
    serviceScopes: 'none',
  };
}
LtiContextSchema.setClass(LtiContext);
