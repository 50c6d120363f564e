import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { loadConfig } from '#src/config/config.ts';
import { root } from '../../support/app.ts';
import { claimNames as names } from '../../support/lti/claim-names.ts';
import { openLaunches, publicUrl, type Launches } from '../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

describe('the set-up of a certification', () => {
  it('begins every launch with a login; a token that nobody asked for opens nothing [CERT-01]', async () => {
    const { platform } = await tool.place();
    const id_token = await platform.idToken(platform.claims({ nonce: randomUUID() }));
    await tool.refuses(() => tool.client().launch({ id_token }), { reason: 'state-missing' });
    await tool.refuses(() => tool.client().launch({ id_token, state: randomUUID() }), { reason: 'state-unknown' });
    const { authorization } = await tool.client().login(platform.loginParameters());
    expect(authorization.get('redirect_uri')).toBe(`${publicUrl}/lti/launch`);
  });

  it('signs and verifies RS256, never with a symmetric key [CERT-02]', async () => {
    const { keys } = (await (await fetch(`${tool.address}/lti/keys`)).json()) as { keys: { alg: string }[] };
    expect(new Set(keys.map(({ alg }) => alg))).toEqual(new Set(['RS256']));
    const { launch, platform } = await tool.place();
    const key = new TextEncoder().encode(platform.key().publicPem);
    await tool.refuses(() => launch({ token: { alg: 'HS256', key } }), { reason: 'algorithm-refused' });
  });

  it('has TLS at the address that it hands out, and production does not start without [CERT-03]', async () => {
    const { platform } = await tool.place();
    const { authorization } = await tool.client().login(platform.loginParameters());
    expect(authorization.get('redirect_uri')).toMatch(/^https:/);
    const environment = { NODE_ENV: 'production', PUBLIC_URL: 'http://tool.example' };
    expect(() => loadConfig({ root, environment })).toThrow(/PUBLIC_URL must start with https/);
  });

  it('publishes its keys at an address, for everybody [CERT-04]', async () => {
    const response = await fetch(`${tool.address}/lti/keys`);
    expect(response.status).toBe(200);
    const { keys } = (await response.json()) as { keys: unknown[] };
    expect(keys.length).toBeGreaterThanOrEqual(2);
    for (const key of keys) expect(key).toMatchObject({ kty: 'RSA', use: 'sig' });
  });

  it('keeps a line for each attempt, with its outcome and its reason [CERT-05]', async () => {
    const { launch, platform } = await tool.place();
    await tool.admits(() => launch());
    await tool.refuses(() => launch({ claims: { [names.version]: '11.3' } }), { reason: 'version-wrong' });
    const lines = await tool.rows.rows(
      'select outcome, reason from lti_launch_record where client_id = $1 order by created_at',
      [platform.clientId],
    );
    expect(lines).toEqual([
      { outcome: 'launched', reason: null },
      { outcome: 'refused', reason: 'version-wrong' },
    ]);
  });

  it('takes deep linking at another target of ours by the same redirect address [CERT-06]', async () => {
    const { launch, platform } = await tool.place();
    const target = `${publicUrl}/lti/deep-link`;
    const login = { target_link_uri: target };
    const { authorization } = await tool.client().login(platform.loginParameters(login));
    expect(authorization.get('redirect_uri')).toBe(`${publicUrl}/lti/launch`);
    const settings = {
      deep_link_return_url: `${platform.issuer}/return`,
      accept_types: ['ltiResourceLink'],
      accept_presentation_document_targets: ['iframe'],
    };
    const claims = {
      [names.messageType]: 'LtiDeepLinkingRequest',
      [names.targetLinkUri]: target,
      [names.resourceLink]: undefined,
      [names.deepLinkingSettings]: settings,
    };
    await tool.admits(() => launch({ login, claims }));
  });

  it('leaves out no test of the suite that is about launches [CERT-07]', () => {
    const sources = globSync('test/lti/certification/*.test.ts', { cwd: root })
      .map((file) => readFileSync(path.join(root, file), 'utf8'))
      .join('\n');
    const numbered = (group: string, count: number) =>
      Array.from({ length: count }, (_, index) => `CERT-${group}${String(index + 1).padStart(2, '0')}`);
    const wanted = [...numbered('B', 12), ...numbered('I', 9), ...numbered('S', 9)];
    expect(wanted.filter((id) => !sources.includes(`[${id}]`))).toEqual([]);
  });
});
