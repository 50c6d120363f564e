import { defineEntity, p } from '@mikro-orm/core';
import type { JWK } from 'jose';
import { identifiedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { identified } from '#src/database/tenancy.ts';

export const toolKeyStates = ['next', 'active', 'retired'] as const;

const LtiToolKeySchema = defineEntity({
  name: 'LtiToolKey',
  properties: {
    ...identified,
    kid: p.text().unique(),
    publicJwk: p.json<JWK>(),
    sealedPrivateJwk: p.text(),
    state: p.enum(toolKeyStates),
    /** A retired key is published until then, because platforms keep what they have read for hours. */
    publishedUntil: p.datetime().nullable(),
  },
  indexes: [
    {
      name: 'lti_tool_key_one_active',
      expression: `create unique index "lti_tool_key_one_active" on "lti_tool_key" (state) where state <> 'retired'`,
    },
  ],
});

/** A key pair of ours. `next` is published before it signs, `retired` after (Security Framework, "Issuer Public Key Rotation"). */
export class LtiToolKey extends LtiToolKeySchema.class {
  static readonly sealed = { sealedPrivateJwk: 'lti-tool-key' } as const;
  static readonly personal: PersonalOf<typeof LtiToolKeySchema> = {
    ...identifiedPersonal,
    kid: 'none',
    publicJwk: 'none',
    sealedPrivateJwk: 'none',
    state: 'none',
    publishedUntil: 'none',
  };
}
LtiToolKeySchema.setClass(LtiToolKey);
