import { defineEntity, p } from '@mikro-orm/core';
import { identifiedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { identified } from '#src/database/tenancy.ts';
import { LtiRegistration } from './registration.entity.ts';

const LtiAccessTokenSchema = defineEntity({
  name: 'LtiAccessToken',
  properties: {
    ...identified,
    registration: () => p.manyToOne(LtiRegistration).deleteRule('cascade'),
    /** The scopes that were asked for, sorted, with a space between. */
    scopes: p.text(),
    sealedToken: p.text().nullable(),
    /** Until then it is used; a while before the platform ends it. */
    freshUntil: p.datetime().nullable(),
    /** Until then one process asks the platform, and the others wait for it. */
    askedUntil: p.datetime().nullable(),
  },
  uniques: [{ properties: ['registration', 'scopes'], name: 'lti_access_token_registration_scopes_key' }],
});

/** A platform's access token, shared by all processes: one token request an hour for each set of scopes. */
export class LtiAccessToken extends LtiAccessTokenSchema.class {
  static readonly sealed = { sealedToken: 'lti-access-token' } as const;
  static readonly personal: PersonalOf<typeof LtiAccessTokenSchema> = {
    ...identifiedPersonal,
    registration: 'none',
    scopes: 'none',
    sealedToken: 'none',
    freshUntil: 'none',
    askedUntil: 'none',
  };
}
LtiAccessTokenSchema.setClass(LtiAccessToken);
