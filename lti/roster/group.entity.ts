import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { LtiContext } from '../lti-context.entity.ts';

const LtiGroupSchema = defineEntity({
  name: 'LtiGroup',
  properties: {
    ...tenantOwned,
    context: () => belongsTo(LtiContext).deleteRule('cascade'),
    /** The platform's name for it, unique in the context; memberships say it. */
    groupId: p.text(),
    name: p.text(),
    tag: p.text().nullable(),
    /** The set that it is one of, where the platform has sets. */
    setId: p.text().nullable(),
    setName: p.text().nullable(),
  },
  uniques: [{ properties: ['context', 'groupId'], name: 'lti_group_context_group_id_key' }],
});

/** A group of people in a context (Course Groups 1.0), as it was when the roster was last read. */
export class LtiGroup extends LtiGroupSchema.class {
  static readonly personal: PersonalOf<typeof LtiGroupSchema> = {
    ...tenantOwnedPersonal,
    context: 'none',
    groupId: 'none',
    name: 'none',
    tag: 'none',
    setId: 'none',
    setName: 'none',
  };
}
LtiGroupSchema.setClass(LtiGroup);
