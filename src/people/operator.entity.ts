import { defineEntity, p } from '@mikro-orm/core';
import { identifiedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { identified } from '#src/database/tenancy.ts';

const OperatorSchema = defineEntity({
  name: 'Operator',
  properties: {
    ...identified,
    email: p.text().unique(),
    name: p.text(),
    passwordHash: p.text(),
    suspendedAt: p.datetime().nullable(),
  },
});

/** Somebody who runs the installation; a member of no organization, made from the shell only. */
export class Operator extends OperatorSchema.class {
  static readonly personal: PersonalOf<typeof OperatorSchema> = {
    ...identifiedPersonal,
    email: 'contact',
    name: 'name',
    passwordHash: 'credential',
    suspendedAt: 'none',
  };
}
OperatorSchema.setClass(Operator);
