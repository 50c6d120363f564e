import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';

const SilencedPatternSchema = defineEntity({
  name: 'SilencedPattern',
  properties: {
    ...tenantOwned,
    /** Of the library. */
    patternId: p.text(),
    silencedBy: () => belongsTo(User).nullable().deleteRule('set null'),
  },
  uniques: [{ properties: ['organizationId', 'patternId'], name: 'silenced_pattern_organization_pattern_key' }],
});

/** A pattern of the library that an organization does not want to hear of. */
export class SilencedPattern extends SilencedPatternSchema.class {
  static readonly personal: PersonalOf<typeof SilencedPatternSchema> = {
    ...tenantOwnedPersonal,
    patternId: 'none',
    silencedBy: 'link',
  };
}
SilencedPatternSchema.setClass(SilencedPattern);
