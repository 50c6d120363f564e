import { defineEntity, p } from '@mikro-orm/core';
import { identifiedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { identified } from '#src/database/tenancy.ts';

const LtiPlatformSchema = defineEntity({
  name: 'LtiPlatform',
  properties: {
    ...identified,
    /** As the platform writes it, compared exactly. */
    issuer: p.text().unique(),
    name: p.text().nullable(),
  },
});

/** Who signs: one issuer. Its users are told apart by `sub`, inside an organization (Core 5.3.6). */
export class LtiPlatform extends LtiPlatformSchema.class {
  static readonly personal: PersonalOf<typeof LtiPlatformSchema> = {
    ...identifiedPersonal,
    issuer: 'none',
    name: 'none',
  };
}
LtiPlatformSchema.setClass(LtiPlatform);
