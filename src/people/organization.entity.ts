import { defineEntity, p } from '@mikro-orm/core';
import { identifiedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { identified } from '#src/database/tenancy.ts';
import { versioned, versionedPersonal } from '#src/http/stale-save/versioned.ts';

const OrganizationSchema = defineEntity({
  name: 'Organization',
  properties: {
    ...identified,
    ...versioned,
    slug: p.text().unique(),
    name: p.text(),
    hostName: p.text().nullable().unique(),
    locale: p.text().default('en'),
    timeZone: p.text().default('UTC'),
    /** Origins whose frames may show the organization's pages. */
    frameOrigins: p.array().columnType('text[]').defaultRaw(`'{}'`),
    /** 0 to 359; all that an organization says of its colours. */
    hue: p.smallint().nullable(),
    /** A stored file. No foreign key, as that would make a circle: the file belongs to the organization. */
    logoId: p.uuid().nullable(),
    /** Whose addresses end in it may sign up by themselves, in lower case. */
    emailDomain: p.text().nullable(),
    /** Whether everybody may sign up; in the home organization everybody may anyway. */
    allowPublicJoin: p.boolean().default(false),
    /** Whether somebody who signed up waits until an administrator says yes. */
    requireApproval: p.boolean().default(true),
  },
  checks: [{ name: 'organization_hue_range', expression: 'hue >= 0 and hue <= 359' }],
});

/** The tenant. Inside one, row-level security shows its own row only; the installation sees the directory of all. */
export class Organization extends OrganizationSchema.class {
  static readonly personal: PersonalOf<typeof OrganizationSchema> = {
    ...identifiedPersonal,
    ...versionedPersonal,
    slug: 'none',
    name: 'none',
    hostName: 'none',
    locale: 'none',
    timeZone: 'none',
    frameOrigins: 'none',
    hue: 'none',
    logoId: 'none',
    emailDomain: 'none',
    allowPublicJoin: 'none',
    requireApproval: 'none',
  };
}
OrganizationSchema.setClass(Organization);
