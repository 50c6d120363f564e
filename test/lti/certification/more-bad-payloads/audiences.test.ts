import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openLaunches, type Launches } from '../../../support/lti/open-launches.ts';
import { expectReadable } from '../../../support/lti/expect-refusal.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

describe('audiences [CERT-X06]', () => {
  it.each<[string, (us: string) => Record<string, unknown>, string]>([
    ['somebody else', () => ({ aud: 'somebody-else' }), 'audience-wrong'],
    ['a list without us', () => ({ aud: ['a', 'b'] }), 'audience-wrong'],
    ['an empty list', () => ({ aud: [] }), 'audience-wrong'],
    ['no audience', () => ({ aud: undefined }), 'audience-wrong'],
    ['us and somebody whom nobody trusts', (us) => ({ aud: [us, 'a'], azp: us }), 'audience-untrusted'],
    ['several without azp', (us) => ({ aud: [us, 'a'] }), 'audience-untrusted'],
    ['another azp', (us) => ({ azp: `not-${us}` }), 'azp-wrong'],
    ['our client id in capitals', (us) => ({ aud: us.toUpperCase() }), 'audience-wrong'],
  ])('%s is refused with 401', async (_name, claims, reason) => {
    const { launch, platform } = await tool.place();
    await tool.refuses(() => launch({ claims: claims(platform.clientId) }), { reason, status: 401 });
  });

  it('a list of us alone, and us as azp, are admitted', async () => {
    const { launch, platform } = await tool.place();
    await tool.admits(() => launch({ claims: { aud: [platform.clientId], azp: platform.clientId } }));
  });
});

describe('issuers [CERT-X07]', () => {
  const others: [string, (issuer: string) => string][] = [
    ['unknown', () => 'https://nobody.example'],
    ['with a slash at its end', (issuer) => `${issuer}/`],
    ['in capitals', (issuer) => issuer.toUpperCase()],
    ['with http instead of https', (issuer) => issuer.replace('https:', 'http:')],
  ];

  it.each(others)('in a token, one that is %s is refused', async (_name, other) => {
    const { launch, platform } = await tool.place();
    await tool.refuses(() => launch({ claims: { iss: other(platform.issuer) } }), { reason: 'issuer-wrong' });
  });

  it.each(others)('in a login, one that is %s is refused', async (_name, other) => {
    const { platform } = await tool.place();
    const answer = await tool.client().login(platform.loginParameters({ iss: other(platform.issuer) }));
    expect({ status: answer.status, location: answer.location }).toEqual({ status: 400, location: null });
    expect(answer.reason).toBe('registration-unknown');
    expect(answer.reference).not.toBeNull();
    expectReadable(answer);
  });
});

describe('clients [CERT-X09]', () => {
  it('a login for one client and a token for another of the same issuer do not meet', async () => {
    const one = await tool.place();
    const { issuer, keys } = one.platform;
    const other = await tool.place({ issuer, organizationId: one.organizationId });
    keys.publish([one.platform.key().publicJwk, other.platform.key().publicJwk]);
    const { client, state, nonce } = await one.begin();
    const claims = other.platform.claims({ nonce });
    const ownKey = { kid: one.platform.key().kid, key: one.platform.key().privateKey };
    for (const token of [await other.platform.idToken(claims), await other.platform.idToken(claims, ownKey)])
      await tool.refuses(() => client.launch({ id_token: token, state }), { reason: 'audience-wrong', status: 401 });
    const right = await one.platform.idToken(one.platform.claims({ nonce }));
    await tool.admits(() => client.launch({ id_token: right, state }));
  });
});
