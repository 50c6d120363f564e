import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { tenantOwned } from '#src/database/tenancy.ts';

export const organizationRoles = [
  'owner',
  'admin',
  'instructor',
  'mentor',
  'moderator',
  'employer',
  'researcher',
  'learner',
] as const;
export type OrganizationRole = (typeof organizationRoles)[number];

const UserSchema = defineEntity({
  name: 'User',
  properties: {
    ...tenantOwned,
    name: p.text(),
    /** Lower case; unique in the organization; absent when the platform sends none. */
    email: p.text().nullable(),
    emailVerifiedAt: p.datetime().nullable(),
    roles: p.array().$type<OrganizationRole[]>().columnType('text[]'),
    locale: p.text().nullable(),
    timeZone: p.text().nullable(),
    suspendedAt: p.datetime().nullable(),
  },
  uniques: [{ properties: ['organizationId', 'email'], name: 'user_organization_id_email_key' }],
  checks: [{ name: 'user_roles_known', expression: `roles <@ array['${organizationRoles.join("', '")}']::text[]` }],
});

/** A person in one organization; the member row is this row. How they sign in is an Identity. */
export class User extends UserSchema.class {
  static readonly personal: PersonalOf<typeof UserSchema> = {
    ...tenantOwnedPersonal,
    name: 'name',
    email: 'contact',
    emailVerifiedAt: 'contact',
    roles: 'content',
    locale: 'content',
    timeZone: 'content',
    suspendedAt: 'content',
  };
}
UserSchema.setClass(User);
