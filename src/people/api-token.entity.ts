import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from './user.entity.ts';

const ApiTokenSchema = defineEntity({
  name: 'ApiToken',
  properties: {
    ...tenantOwned,
    user: () => belongsTo(User).deleteRule('cascade'),
    name: p.text(),
    /** SHA-256 of the token, in hexadecimal digits; the token itself is shown once and never stored. */
    tokenHash: p.text().unique(),
    scopes: p.array().columnType('text[]'),
    expiresAt: p.datetime(),
    lastUsedAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
  },
  indexes: [{ properties: ['organizationId', 'user'], name: 'api_token_organization_id_user_id_idx' }],
});

/** A token that a person made for a program; accepted under `/api/v1` only. */
export class ApiToken extends ApiTokenSchema.class {
  static readonly personal: PersonalOf<typeof ApiTokenSchema> = {
    ...tenantOwnedPersonal,
    user: 'link',
    name: 'content',
    tokenHash: 'credential',
    scopes: 'none',
    expiresAt: 'none',
    lastUsedAt: 'trace',
    revokedAt: 'trace',
  };
}
ApiTokenSchema.setClass(ApiToken);
