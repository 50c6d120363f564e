import { defineEntity, p } from '@mikro-orm/core';
import { identifiedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { identified } from '#src/database/tenancy.ts';
import { Operator } from '#src/people/operator.entity.ts';
import type { Sealed } from '#src/sealed/sealed-columns.ts';
import { secondFactorFields, secondFactorPersonal, secondFactorPurpose } from './second-factor-fields.ts';

const OperatorSecondFactorSchema = defineEntity({
  name: 'OperatorSecondFactor',
  properties: {
    ...identified,
    operator: () => p.manyToOne(Operator).unique().deleteRule('cascade'),
    ...secondFactorFields,
  },
});

/** The codes of somebody who runs the installation, without which they do not get in. */
export class OperatorSecondFactor extends OperatorSecondFactorSchema.class {
  static readonly sealed: Sealed<OperatorSecondFactor> = { sealedSecret: secondFactorPurpose };
  static readonly personal: PersonalOf<typeof OperatorSecondFactorSchema> = {
    ...identifiedPersonal,
    operator: 'link',
    ...secondFactorPersonal,
  };
}
OperatorSecondFactorSchema.setClass(OperatorSecondFactor);
