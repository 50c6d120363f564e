import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectReadable } from '../../support/lti/expect-refusal.ts';
import type { Fields } from '../../support/lti/launch-client.ts';
import { openLaunches, publicUrl, type Launches } from '../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const logins = async () => Number((await tool.rows.rows('select count(*) as n from lti_login'))[0]!.n);

/** A readable 400 with an id, and nothing stored. */
async function refuses(parameters: Fields, reason: string) {
  const before = await logins();
  const answer = await tool.client().login(parameters);
  expect({ status: answer.status, reason: answer.reason, to: answer.location }).toEqual({
    status: 400,
    reason,
    to: null,
  });
  expect(answer.reference).not.toBeNull();
  expectReadable(answer);
  expect(answer.setCookies).toEqual([]);
  expect(await logins()).toBe(before);
}

describe('login initiation', () => {
  it.each(['GET', 'POST'] as const)('comes by %s [SEC-01]', async (method) => {
    const { platform } = await tool.place();
    const answer = await tool.client().login(platform.loginParameters(), method);
    expect(answer.status).toBe(302);
    expect(answer.authorization.get('client_id')).toBe(platform.clientId);
  });

  it.each(['iss', 'login_hint', 'target_link_uri'])('needs %s [SEC-02]', async (name) => {
    const { platform } = await tool.place();
    await refuses(platform.loginParameters({ [name]: undefined }), 'request-incomplete');
    await refuses(platform.loginParameters({ [name]: '' }), 'request-incomplete');
  });

  it('without client_id means the only registration of the issuer, and never one of several [SEC-02]', async () => {
    const one = await tool.place();
    const alone = one.platform.loginParameters({ client_id: undefined });
    expect((await tool.client().login(alone)).authorization.get('client_id')).toBe(one.platform.clientId);
    const second = await tool.place({ issuer: one.platform.issuer, organizationId: one.organizationId });
    await refuses(alone, 'registration-ambiguous');
    const named = await tool.client().login(second.platform.loginParameters());
    expect(named.authorization.get('client_id')).toBe(second.platform.clientId);
    await refuses(one.platform.loginParameters({ client_id: 'nobody' }), 'registration-unknown');
  });

  it.each([
    'https://elsewhere.example/lti',
    `${publicUrl}.elsewhere.example/lti`,
    `${publicUrl}@elsewhere.example/lti`,
    'http://tool.example/lti',
    'https://tool.example:8443/lti',
    '//elsewhere.example/lti',
    String.raw`https:\\elsewhere.example`,
    'javascript:alert(1)',
    '/lti',
    'lti',
  ])('to %s is refused before anything is stored [SEC-03]', async (target) => {
    const { platform } = await tool.place();
    await refuses(platform.loginParameters({ target_link_uri: target }), 'target-outside');
  });

  it('passes on what the platform needs, unchanged [SEC-04]', async () => {
    const { platform } = await tool.place();
    const hints = { login_hint: 'ä &=#?+%20"', lti_message_hint: '{"cmid":2,"launchid":"a&b=c #1"}' };
    const { authorization } = await tool.client().login(platform.loginParameters(hints));
    const { state, nonce, tenant, ...rest } = Object.fromEntries(authorization);
    expect(rest).toEqual({
      scope: 'openid',
      response_type: 'id_token',
      response_mode: 'form_post',
      prompt: 'none',
      client_id: platform.clientId,
      redirect_uri: `${publicUrl}/lti/launch`,
      ...hints,
    });
    expect([state, nonce, tenant].every(Boolean)).toBe(true);
  });

  it('goes without a message hint where none came [SEC-04]', async () => {
    const { platform } = await tool.place();
    const { authorization } = await tool.client().login(platform.loginParameters({ lti_message_hint: undefined }));
    expect(authorization.has('lti_message_hint')).toBe(false);
  });

  it('goes to the endpoint that was registered, with its own query, whatever the request says [SEC-05]', async () => {
    const { platform } = await tool.place();
    const { location } = await tool.client().login({
      ...platform.loginParameters(),
      authorization_endpoint: 'https://elsewhere.example/auth',
      auth_login_url: 'https://elsewhere.example/auth',
      redirect_uri: 'https://elsewhere.example/launch',
    });
    const url = new URL(location!);
    expect(`${url.origin}${url.pathname}`).toBe(`${platform.issuer}/authorize`);
    expect(url.searchParams.getAll('tenant')).toEqual(['7']);
    expect(url.searchParams.getAll('redirect_uri')).toEqual([`${publicUrl}/lti/launch`]);
  });

  it('has a state and a nonce of 128 random bits or more, for ten minutes [SEC-06]', async () => {
    const { begin } = await tool.place();
    const begun = await Promise.all(Array.from({ length: 20 }, () => begin()));
    const words = begun.flatMap(({ state, nonce }) => [state, nonce]);
    expect(new Set(words).size).toBe(40);
    for (const word of words) expect(Buffer.from(word, 'base64url').length).toBeGreaterThanOrEqual(16);
    const age = 'select extract(epoch from expires_at - created_at) as seconds from lti_login where state = $1';
    const [row] = await tool.rows.rows(age, [begun[0]!.state]);
    expect(Math.round(Number(row!.seconds))).toBe(600);
  });

  it.each([
    { target_link_uri: `${publicUrl}/lti?item=1&x=y#part` },
    { lti_message_hint: 'another' },
    { login_hint: 'another' },
  ])(
    'with %j has the same redirect_uri as every other: platforms compare it letter by letter [SEC-08]',
    async (other) => {
      const { platform } = await tool.place();
      const { authorization } = await tool.client().login(platform.loginParameters(other));
      expect(authorization.get('redirect_uri')).toBe(`${publicUrl}/lti/launch`);
    },
  );
});
