import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer } from '../../../support/lti/launch-client.ts';
import { openKeyServer } from '../../../support/lti/key-server.ts';
import { openLaunches, type Launches, type Place } from '../../../support/lti/open-launches.ts';
import { newSigningKey } from '../../../support/lti/signing-key.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

type Case = readonly [string, (place: Place) => Promise<Answer>, string];
const refused = async (_name: string, attempt: Case[1], reason: string) => {
  const place = await tool.place();
  await tool.refuses(() => attempt(place), { reason });
  return place;
};

describe('signatures of somebody else [CERT-X01]', () => {
  it.each<Case>([
    ['a payload that was changed afterwards', changed, 'signature-wrong'],
    [
      'another key under our platform’s kid',
      async ({ launch }) => launch({ token: { key: (await newSigningKey()).privateKey } }),
      'signature-wrong',
    ],
    ['key and kid of another registered platform', withKeyOfAnother, 'kid-unknown'],
  ])('%s is refused', refused);
});

async function changed({ begin, platform }: Place) {
  const { client, state, nonce } = await begin();
  const [header, payload, signature] = (await platform.idToken(platform.claims({ nonce }))).split('.');
  const claims = { ...JSON.parse(Buffer.from(payload!, 'base64url').toString()), sub: 'somebody-else' };
  const other = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return client.launch({ id_token: [header, other, signature].join('.'), state });
}

async function withKeyOfAnother({ launch }: Place) {
  const { platform: other } = await tool.place();
  return launch({ token: { key: other.key().privateKey, kid: other.key().kid } });
}

describe('algorithms [CERT-X02]', () => {
  const withKey =
    (alg: string) =>
    async ({ launch }: Place) =>
      launch({ token: { alg, key: (await newSigningKey(alg)).privateKey } });
  it.each<Case>([
    ['none', ({ launch }) => launch({ token: { alg: 'none' } }), 'algorithm-refused'],
    [
      'HS256 with the public key as its secret',
      ({ launch, platform }) =>
        launch({ token: { alg: 'HS256', key: new TextEncoder().encode(platform.key().publicPem) } }),
      'algorithm-refused',
    ],
    ['RS384', withKey('RS384'), 'algorithm-refused'],
    ['RS512', withKey('RS512'), 'algorithm-refused'],
    ['PS256', withKey('PS256'), 'algorithm-refused'],
    ['ES256', withKey('ES256'), 'algorithm-refused'],
  ])('%s is refused before any key is looked up', async (...given) => {
    const { platform } = await refused(...given);
    expect(platform.keys.requests()).toBe(0);
  });
});

describe('keys [CERT-X03]', () => {
  it('a kid that is published twice is refused', async () => {
    const place = await tool.place();
    const { platform } = place;
    const twin = await newSigningKey('RS256', platform.key().kid);
    platform.keys.publish([platform.key().publicJwk, twin.publicJwk]);
    await tool.refuses(() => place.launch(), { reason: 'key-ambiguous' });
  });

  it('a key that is not for signatures is refused', async () => {
    const place = await tool.place();
    const { platform } = place;
    platform.keys.publish([{ ...platform.key().publicJwk, use: 'enc' }]);
    await tool.refuses(() => place.launch(), { reason: 'kid-unknown' });
  });

  it('keys that a header brings or points to are never looked at', async () => {
    const place = await tool.place();
    const stranger = await newSigningKey();
    const hint = await openKeyServer();
    hint.publish([stranger.publicJwk]);
    const header = { jwk: stranger.publicJwk, jku: hint.url, x5u: hint.url };
    const { privateKey: key, kid } = stranger;
    await tool.refuses(() => place.launch({ token: { key, kid, header } }), { reason: 'kid-unknown' });
    await tool.refuses(() => place.launch({ token: { key, header } }), { reason: 'signature-wrong' });
    await tool.admits(() => place.launch({ token: { header } }));
    expect(hint.requests()).toBe(0);
    await hint.close();
  });
});
