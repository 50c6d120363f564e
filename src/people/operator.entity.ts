import { defineEntity, p } from '@mikro-orm/core';
import type { PersonalOf } from '#src/database/personal.ts';

const OperatorSchema = defineEntity({
  name: 'Operator',
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => crypto.randomUUID()),
    email: p.text().unique(),
    name: p.text(),
    passwordHash: p.text(),
    suspendedAt: p.datetime().nullable(),
    createdAt: p
      .datetime()
      .defaultRaw('now()')
      .onCreate(() => new Date()),
  },
});

/** Somebody who runs the installation; a member of no organization, made from the shell only. */
export class Operator extends OperatorSchema.class {
  static readonly personal: PersonalOf<typeof OperatorSchema> = {
    id: 'none',
    email: 'contact',
    name: 'name',
    passwordHash: 'credential',
    suspendedAt: 'none',
    createdAt: 'none',
  };
}
OperatorSchema.setClass(Operator);
