import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { LtiContext } from './lti-context.entity.ts';
import { LtiDeployment } from './deployment.entity.ts';
import { LtiResourceLink } from './resource-link.entity.ts';

const LtiLineItemSchema = defineEntity({
  name: 'LtiLineItem',
  properties: {
    ...tenantOwned,
    deployment: () => belongsTo(LtiDeployment),
    /** Absent where a platform launches outside a course. */
    context: () => belongsTo(LtiContext).nullable().deleteRule('cascade'),
    resourceLink: () => belongsTo(LtiResourceLink).nullable(),
    /** Its id at the platform; null until it is made there, or after it has gone. */
    url: p.text().nullable(),
    label: p.text().nullable(),
    /** Null until it was read. */
    scoreMaximum: p.float().columnType('double precision').nullable(),
    /** Ours, blank for none: blank, null and absent mean the same (AGS 3.2.10). */
    resourceId: p.text().default(''),
    tag: p.text().default(''),
    /** The one that the platform keeps for the resource link itself (AGS 3.1.1). */
    isCoupled: p.boolean().default(false),
    /** What the platform granted at the last launch of its link; for others the context's scopes hold. */
    scopes: p.array().columnType('text[]').defaultRaw(`'{}'`),
    /** Until then one process makes it at the platform, and the others wait for it. */
    makingUntil: p.datetime().nullable(),
    /** When the platform said that it has no such line item. */
    goneAt: p.datetime().nullable(),
    reconciledAt: p.datetime().nullable(),
    /** Until then a comparison with the platform is under way. */
    reconcilingUntil: p.datetime().nullable(),
    /** What the platform said when its results could not be read, or null. */
    problem: p.text().nullable(),
  },
  indexes: [
    { properties: ['deployment', 'url'], name: 'lti_line_item_deployment_url_idx' },
    {
      name: 'lti_line_item_one_coupled',
      expression: `create unique index "lti_line_item_one_coupled" on "lti_line_item" (resource_link_id) where is_coupled`,
    },
    {
      name: 'lti_line_item_one_made',
      expression: `create unique index "lti_line_item_one_made" on "lti_line_item" (context_id, resource_id, tag) where not is_coupled`,
    },
  ],
});

/** A column of a platform's gradebook (AGS 3.2): coupled with a resource link, or made by us. */
export class LtiLineItem extends LtiLineItemSchema.class {
  static readonly personal: PersonalOf<typeof LtiLineItemSchema> = {
    ...tenantOwnedPersonal,
    deployment: 'none',
    context: 'none',
    resourceLink: 'none',
    url: 'none',
    label: 'none',
    scoreMaximum: 'none',
    resourceId: 'none',
    tag: 'none',
    isCoupled: 'none',
    scopes: 'none',
    makingUntil: 'none',
    goneAt: 'none',
    reconciledAt: 'none',
    reconcilingUntil: 'none',
    problem: 'none',
  };
}
LtiLineItemSchema.setClass(LtiLineItem);
