import { defineEntity } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import type { Sealed } from '#src/sealed/sealed-columns.ts';
import { secondFactorFields, secondFactorPersonal, secondFactorPurpose } from './second-factor-fields.ts';

const SecondFactorSchema = defineEntity({
  name: 'SecondFactor',
  properties: {
    ...tenantOwned,
    user: () => belongsTo(User).deleteRule('cascade'),
    ...secondFactorFields,
  },
  uniques: [{ properties: ['organizationId', 'user'], name: 'second_factor_user_key' }],
});

/** Codes from an app that somebody is asked for after their password. */
export class SecondFactor extends SecondFactorSchema.class {
  static readonly sealed: Sealed<SecondFactor> = { sealedSecret: secondFactorPurpose };
  static readonly personal: PersonalOf<typeof SecondFactorSchema> = {
    ...tenantOwnedPersonal,
    user: 'link',
    ...secondFactorPersonal,
  };
}
SecondFactorSchema.setClass(SecondFactor);
