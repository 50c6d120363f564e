import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { StoredFile } from '#src/files/stored-file.entity.ts';
import type { StoredPreferences } from './preferences.ts';

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
    preferences: p.json<StoredPreferences>().defaultRaw(`'{}'`),
    avatar: () => belongsTo(StoredFile).nullable(),
    bio: p.text().nullable(),
    location: p.text().nullable(),
    website: p.text().nullable(),
    github: p.text().nullable(),
    linkedin: p.text().nullable(),
    /** Signed up where somebody has to say yes first: until then they cannot sign in. */
    awaitingApprovalSince: p.datetime().nullable(),
    /** Asked for their account to be deleted; after 14 days it is erased, until then it can be undone. */
    deletionRequestedAt: p.datetime().nullable(),
    /** What said who they were is gone; their work stays with the institution under a pseudonym. */
    erasedAt: p.datetime().nullable(),
  },
  uniques: [{ properties: ['organizationId', 'email'], name: 'user_organization_id_email_key' }],
  indexes: [
    { properties: ['organizationId', 'createdAt'], name: 'user_organization_id_created_at_idx' },
    { properties: ['roles'], name: 'user_roles_idx', type: 'gin' },
  ],
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
    preferences: 'content',
    avatar: 'content',
    bio: 'content',
    location: 'content',
    website: 'contact',
    github: 'contact',
    linkedin: 'contact',
    awaitingApprovalSince: 'content',
    deletionRequestedAt: 'content',
    erasedAt: 'none',
  };
}
UserSchema.setClass(User);
