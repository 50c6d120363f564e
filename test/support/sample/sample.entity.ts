import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { versioned, versionedPersonal } from '#src/http/stale-save/versioned.ts';
import { User } from '#src/people/user.entity.ts';
import type { Sealed } from '#src/sealed/sealed-columns.ts';

const SampleSchema = defineEntity({
  name: 'Sample',
  properties: {
    ...tenantOwned,
    ...versioned,
    text: p.text(),
    author: () => belongsTo(User).nullable().deleteRule('cascade'),
    sealedSecret: p.text().nullable(),
  },
});

export class Sample extends SampleSchema.class {
  static readonly personal: PersonalOf<typeof SampleSchema> = {
    ...tenantOwnedPersonal,
    ...versionedPersonal,
    text: 'content',
    author: 'link',
    sealedSecret: 'credential',
  };

  static readonly sealed: Sealed<Sample> = { sealedSecret: 'sample-secret' };
}
SampleSchema.setClass(Sample);
