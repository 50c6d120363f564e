import { defineEntity, p } from '@mikro-orm/core';
import type { PersonalOf } from '#src/database/personal.ts';

const OrganizationSchema = defineEntity({
  name: 'Organization',
  properties: {
    id: p
      .uuid()
      .primary()
      .onCreate(() => crypto.randomUUID()),
    slug: p.text().unique(),
    name: p.text(),
    hostName: p.text().nullable().unique(),
    locale: p.text().default('en'),
    timeZone: p.text().default('UTC'),
    createdAt: p
      .datetime()
      .defaultRaw('now()')
      .onCreate(() => new Date()),
  },
});

/** The tenant. Inside one, row-level security shows its own row only; the installation sees the directory of all. */
export class Organization extends OrganizationSchema.class {
  static readonly personal: PersonalOf<typeof OrganizationSchema> = {
    id: 'none',
    slug: 'none',
    name: 'none',
    hostName: 'none',
    locale: 'none',
    timeZone: 'none',
    createdAt: 'none',
  };
}
OrganizationSchema.setClass(Organization);
