import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { LtiContext } from './lti-context.entity.ts';
import { LtiDeployment } from './deployment.entity.ts';

const LtiResourceLinkSchema = defineEntity({
  name: 'LtiResourceLink',
  properties: {
    ...tenantOwned,
    deployment: () => belongsTo(LtiDeployment),
    /** Absent where a platform launches outside a course. */
    context: () => belongsTo(LtiContext).nullable(),
    resourceLinkId: p.text(),
    title: p.text().nullable(),
    description: p.text().nullable(),
    /** Our own custom values as the last launch gave them: a link that was chosen anew keeps its id. */
    custom: p.json<Readonly<Record<string, string>>>().defaultRaw(`'{}'`),
    /** The line item that is coupled to it (AGS 3.1.1). */
    lineItemUrl: p.text().nullable(),
  },
  uniques: [
    { properties: ['deployment', 'resourceLinkId'], name: 'lti_resource_link_deployment_resource_link_id_key' },
  ],
});

/** A link to us in a course (Core 5.3.5); unique within its deployment. */
export class LtiResourceLink extends LtiResourceLinkSchema.class {
  static readonly personal: PersonalOf<typeof LtiResourceLinkSchema> = {
    ...tenantOwnedPersonal,
    deployment: 'none',
    context: 'none',
    resourceLinkId: 'none',
    title: 'none',
    description: 'none',
    custom: 'none',
    lineItemUrl: 'none',
  };
}
LtiResourceLinkSchema.setClass(LtiResourceLink);
