import { defineEntity, p } from '@mikro-orm/core';
import { identifiedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { identified } from '#src/database/tenancy.ts';
import { LtiPlatform } from './platform.entity.ts';

export const registrationStatuses = ['active', 'suspended'] as const;

const LtiRegistrationSchema = defineEntity({
  name: 'LtiRegistration',
  properties: {
    ...identified,
    platform: () => p.manyToOne(LtiPlatform),
    clientId: p.text(),
    name: p.text().nullable(),
    /** `moodle`, `canvas`, …: whose peculiarities to expect; null for the standard's. */
    productFamily: p.text().nullable(),
    authorizationEndpoint: p.text(),
    tokenEndpoint: p.text(),
    /** What client assertions are addressed to, where it is not the token endpoint. */
    tokenAudience: p.text().nullable(),
    jwksUri: p.text(),
    /** JWS algorithms in which id_tokens may be signed. */
    algorithms: p.array().columnType('text[]').defaultRaw(`'{RS256}'`),
    /** Audiences beside our client id that an id_token may name. */
    trustedAudiences: p.array().columnType('text[]').defaultRaw(`'{}'`),
    /** Service scopes that the platform granted; null where nobody told. */
    scopes: p.array().columnType('text[]').nullable(),
    /** Messages that the platform said it will send; null where nobody told. */
    messages: p.array().columnType('text[]').nullable(),
    status: p.enum(registrationStatuses).default('active'),
    /** The organization that invited the platform, for whom its first deployment is; null where operators share it out. */
    invitedBy: p.uuid().nullable(),
    registrationClientUri: p.text().nullable(),
    sealedRegistrationToken: p.text().nullable(),
  },
  uniques: [{ properties: ['platform', 'clientId'], name: 'lti_registration_platform_client_id_key' }],
  indexes: [{ properties: ['invitedBy'], name: 'lti_registration_invited_by_idx' }],
});

/** Our client at a platform: issuer and client id. May be shared by many schools, or be one of many for one. */
export class LtiRegistration extends LtiRegistrationSchema.class {
  static readonly sealed = { sealedRegistrationToken: 'lti-registration-token' } as const;
  static readonly personal: PersonalOf<typeof LtiRegistrationSchema> = {
    ...identifiedPersonal,
    platform: 'none',
    clientId: 'none',
    name: 'none',
    productFamily: 'none',
    authorizationEndpoint: 'none',
    tokenEndpoint: 'none',
    tokenAudience: 'none',
    jwksUri: 'none',
    algorithms: 'none',
    trustedAudiences: 'none',
    scopes: 'none',
    messages: 'none',
    status: 'none',
    invitedBy: 'none',
    registrationClientUri: 'none',
    sealedRegistrationToken: 'none',
  };
}
LtiRegistrationSchema.setClass(LtiRegistration);
