import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Claims } from '../../support/lti/claim-names.ts';
import { badPayload, overridesOf, validPayload } from '../../support/lti/payload.ts';
import { newSigningKey } from '../../support/lti/signing-key.ts';
import type { TestPlatform, TokenOptions } from '../../support/lti/test-platform.ts';
import { root } from '../scratch.ts';

/** One launch: what is changed of a valid one, and whether a tool has to accept it. */
export interface MatrixCase {
  readonly name: string;
  readonly accepted: boolean;
  /** The whole token's payload for a login with this nonce. */
  payload(platform: TestPlatform, nonce: string): unknown;
  readonly token?: TokenOptions;
  /** How often the same token and state are posted at once; more than one must succeed once. */
  readonly times?: number;
}

const files = (kind: 'bad' | 'valid') =>
  readdirSync(path.join(root, 'test/lti/certification/payloads', kind)).map((file) => path.basename(file, '.json'));

/** The certification's payloads, and what it does not look at. */
export async function matrixCases(): Promise<readonly MatrixCase[]> {
  const stranger = await newSigningKey();
  return [
    ...files('bad').map(ofBadPayload),
    ...files('valid').map(ofValidPayload),
    ...Object.entries(changes).map(([name, change]) => withChange(name, false, change)),
    { ...withChange('signed by another key', false, () => ({})), token: { key: stranger.privateKey } },
    { ...withChange('alg none', false, () => ({})), token: { alg: 'none' } },
    withChange('issued 11 seconds ago', true, (now) => ({ iat: now - 11 })),
    { ...withChange('the same token five times at once', true, () => ({})), times: 5 },
  ];
}

function ofBadPayload(name: string): MatrixCase {
  const { payload, kid, ...changes } = badPayload(name);
  return {
    name: `bad payload: ${name}`,
    accepted: false,
    payload: (platform, nonce) => payload ?? platform.claims({ nonce, ...overridesOf(changes) }),
    ...(kid === undefined ? {} : { token: { kid } }),
  };
}

const ofValidPayload = (name: string): MatrixCase => ({
  name: `valid launch: ${name}`,
  accepted: true,
  payload: (platform, nonce) => platform.claims({ nonce, ...overridesOf(validPayload(name)) }),
});

type Change = (nowSeconds: number, platform: TestPlatform) => Claims;

const withChange = (name: string, accepted: boolean, change: Change): MatrixCase => ({
  name,
  accepted,
  payload: (platform, nonce) => platform.claims({ nonce, ...change(Math.floor(Date.now() / 1_000), platform) }),
});

const lti = (name: string) => `https://purl.imsglobal.org/spec/lti/claim/${name}`;
const changes: Readonly<Record<string, Change>> = {
  'nonce that was never issued': () => ({ nonce: 'made up' }),
  'nonce missing': () => ({ nonce: undefined }),
  'exp missing': () => ({ exp: undefined }),
  'iat missing': () => ({ iat: undefined }),
  'issued in an hour': (now) => ({ iat: now + 3_600, exp: now + 7_200 }),
  'valid for ten years': (now) => ({ exp: now + 315_000_000 }),
  'deployment that nobody registered': () => ({ [lti('deployment_id')]: 'unknown' }),
  'deployment id of 300 characters': () => ({ [lti('deployment_id')]: 'x'.repeat(300) }),
  'another audience beside ours': (_now, { clientId }) => ({ aud: [clientId, 'stranger'] }),
  'azp of somebody else': () => ({ azp: 'stranger' }),
  'roles as a text': () => ({ [lti('roles')]: 'Instructor' }),
  'target of another path than the login named': (_now, { publicUrl }) => ({
    [lti('target_link_uri')]: `${publicUrl}/elsewhere`,
  }),
  'issuer of somebody else': () => ({ iss: 'https://stranger.example' }),
};
