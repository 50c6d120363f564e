import { defineEntity, p } from '@mikro-orm/core';
import { identifiedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { identified } from '#src/database/tenancy.ts';
import { LtiRegistration } from './registration.entity.ts';

const LtiLoginSchema = defineEntity({
  name: 'LtiLogin',
  properties: {
    ...identified,
    registration: () => p.manyToOne(LtiRegistration).deleteRule('cascade'),
    state: p.text().unique(),
    nonce: p.text(),
    targetLinkUri: p.text(),
    /** SHA-256 of the secret in the browser's binding cookie. */
    bindingHash: p.text(),
    /** SHA-256 of the secret that the platform's storage keeps for the browser; null where none was offered. */
    storageHash: p.text().nullable(),
    storageTarget: p.text().nullable(),
    /** What the login began with, so that it can begin again in a tab of its own. */
    request: p.json<Readonly<Record<string, string>>>(),
    expiresAt: p.datetime(),
    consumedAt: p.datetime().nullable(),
    /** SHA-256 of the one-time handle under which a verified launch waits for the storage's secret. */
    handleHash: p.text().nullable().unique(),
    /** The verified claims that wait. */
    claims: p.json<unknown>().nullable(),
  },
  indexes: [{ properties: ['expiresAt'], name: 'lti_login_expires_at_idx' }],
});

/** A login that has begun and may end in one launch: state, nonce, and what proves that it is the same browser. */
export class LtiLogin extends LtiLoginSchema.class {
  static readonly personal: PersonalOf<typeof LtiLoginSchema> = {
    ...identifiedPersonal,
    registration: 'none',
    state: 'credential',
    nonce: 'credential',
    targetLinkUri: 'none',
    bindingHash: 'credential',
    storageHash: 'credential',
    storageTarget: 'none',
    request: 'link',
    expiresAt: 'none',
    consumedAt: 'none',
    handleHash: 'credential',
    claims: 'contact',
  };
}
LtiLoginSchema.setClass(LtiLogin);
