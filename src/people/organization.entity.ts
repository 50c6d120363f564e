import { defineEntity, p } from '@mikro-orm/core';
import { identifiedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { identified } from '#src/database/tenancy.ts';

const OrganizationSchema = defineEntity({
  name: 'Organization',
  properties: {
    ...identified,
    slug: p.text().unique(),
    name: p.text(),
    hostName: p.text().nullable().unique(),
    locale: p.text().default('en'),
    timeZone: p.text().default('UTC'),
    /** Origins whose frames may show the organization's pages. */
    frameOrigins: p.array().columnType('text[]').defaultRaw(`'{}'`),
  },
});

/** The tenant. Inside one, row-level security shows its own row only; the installation sees the directory of all. */
export class Organization extends OrganizationSchema.class {
  static readonly personal: PersonalOf<typeof OrganizationSchema> = {
    ...identifiedPersonal,
    slug: 'none',
    name: 'none',
    hostName: 'none',
    locale: 'none',
    timeZone: 'none',
    frameOrigins: 'none',
  };
}
OrganizationSchema.setClass(Organization);
