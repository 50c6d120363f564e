import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectReadable } from '../../support/lti/expect-refusal.ts';
import { publicUrl } from '../../support/lti/open-launches.ts';
import type { Answer } from '../../support/lti/launch-client.ts';
import { openRegistrations, type Registrations } from './open-registrations.ts';
import { platformPart, type Instead, type Json } from './registration-platform.ts';

let tool: Registrations;
beforeAll(async () => {
  tool = await openRegistrations();
}, 120_000);
afterAll(() => tool.close());

type Invitation = Awaited<ReturnType<Registrations['invitation']>>;

/** A readable page that names the reason and the log's id; nothing stored, and the invitation as good as before. */
async function expectFailure(answer: Answer, reason: string, invitation: Invitation, status = 400) {
  expect({ status: answer.status, reason: answer.reason, page: answer.reason ? '' : answer.page }).toEqual({
    status,
    reason,
    page: '',
  });
  expectReadable(answer);
  expect(answer.reference).toBe(answer.headers.get('x-request-id'));
  expect(answer.headers.get('content-security-policy')).toContain('frame-ancestors *');
  expect(await tool.stored(invitation.organizationId)).toEqual({ registrations: [], deployments: [] });
  expect(await tool.invitationRow(invitation.id)).toMatchObject({ used_at: null, registration_id: null });
}

const script = '<script>alert(1)</script><img src=x onerror=alert(2)>';

describe('a configuration that is refused', () => {
  it.each<readonly [string, string, Json]>([
    ['the issuer of another host', 'issuerDiffers', { issuer: 'https://lms.elsewhere.example' }],
    ['an issuer that is no address', 'issuerDiffers', { issuer: script }],
    ['an issuer of another port', 'issuerDiffers', { issuer: 'http://127.0.0.1:1' }],
    ['no issuer', 'configurationIncomplete', { issuer: undefined }],
    ['an endpoint that is a list', 'configurationIncomplete', { token_endpoint: ['https://a.example'] }],
    ['a text that no table can hold', 'configurationIncomplete', { jwks_uri: 'https://a.example/\0' }],
    ['an endpoint that is a script', 'endpointRefused', { authorization_endpoint: 'javascript:alert(1)' }],
    ['an endpoint of another host without TLS', 'endpointRefused', { token_endpoint: 'http://other.example/token' }],
    ['an endpoint that is a file', 'endpointRefused', { jwks_uri: 'file:///etc/passwd' }],
    ['an endpoint with a password', 'endpointRefused', { jwks_uri: 'https://a:b@keys.example/jwks' }],
    ['secrets as the only proof', 'privateKeyJwtMissing', { token_endpoint_auth_methods_supported: ['client_secret'] }],
    ['another signature only', 'rs256Missing', { id_token_signing_alg_values_supported: ['HS256', 'none'] }],
  ])('for %s, and nothing is posted [DR-04] [DR-05] [DR-13]', async (_what, reason, changes) => {
    const [platform, invitation] = [await tool.platform(), await tool.invitation()];
    Object.assign(platform.says.configuration, changes);
    const answer = await tool.open(invitation.token, platform.configurationUrl);
    await expectFailure(answer, reason, invitation);
    expect(answer.page).not.toContain('<script>alert');
    expect(platform.heard.posts).toEqual([]);
  });

  it.each<readonly [string, string, Instead]>([
    ['a page', 'configurationUnreadable', { body: `<h1>Sign in</h1>${script}` }],
    ['a failure', 'configurationRefused', { status: 500, body: 'Internal <b>error</b> of the LMS' }],
    ['nothing', 'configurationUnreadable', { body: '' }],
    ['a list', 'configurationIncomplete', { body: '[]' }],
    ['too much', 'answerTooLarge', { body: `{"issuer":"${'x'.repeat(400_000)}"}` }],
    ['brackets without end', 'configurationUnreadable', { body: '<'.repeat(290_000) }],
  ])('when %s comes instead, in words [DR-13]', async (_what, reason, instead) => {
    const [platform, invitation] = [await tool.platform(), await tool.invitation()];
    platform.says.configurationInstead = instead;
    const answer = await tool.open(invitation.token, platform.configurationUrl);
    await expectFailure(answer, reason, invitation);
    expect(answer.page).not.toContain('<script>alert');
  });

  it.each([
    'http://10.0.0.1/configuration',
    'http://169.254.169.254/latest/meta-data',
    'https://[fd00::1]/configuration',
    'http://lms.example/configuration',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://a:b@127.0.0.1/configuration',
    'not an address',
  ])('at %s: it is not called [DR-04] [DR-13]', async (address) => {
    const invitation = await tool.invitation();
    const answer = await tool.open(invitation.token, address);
    // Without a network the one host name does not even resolve.
    const reason =
      answer.reason === 'lmsUnreachable' && address.includes('lms.example') ? 'lmsUnreachable' : 'addressRefused';
    await expectFailure(answer, reason, invitation);
  });

  it('is not looked for at another origin that the first one names [DR-04]', async () => {
    const [platform, invitation] = [await tool.platform(), await tool.invitation()];
    const other = await tool.platform();
    platform.says.configurationInstead = { status: 302, body: '', location: other.configurationUrl };
    await expectFailure(await tool.open(invitation.token, platform.configurationUrl), 'lmsRedirects', invitation);
    expect(other.heard.configurations).toEqual([]);
  });

  it('when it never comes, after ten seconds [DR-13]', async () => {
    const [platform, invitation] = [await tool.platform(), await tool.invitation()];
    platform.says.configurationInstead = 'hang';
    await expectFailure(await tool.open(invitation.token, platform.configurationUrl), 'lmsSlow', invitation);
  }, 20_000);
});

describe('a registration that the platform refuses or answers wrongly', () => {
  it.each<readonly [string, string, Instead]>([
    [
      'no, with a script in its words',
      'registrationRefused',
      { status: 400, body: JSON.stringify({ error: 'invalid_token', error_description: `Too old ${script}` }) },
    ],
    ['a failure as a page', 'registrationRefused', { status: 503, body: `<p>Too old</p>${script}` }],
    ['no client id', 'answerUnreadable', { body: JSON.stringify({ message: 'Too old' }) }],
    ['a client id that no table can hold', 'answerUnreadable', { body: JSON.stringify({ client_id: 'a\0b' }) }],
    ['a page', 'answerUnreadable', { body: '<p>Too old</p>' }],
    ['an address elsewhere', 'lmsRedirects', { status: 307, body: '', location: 'https://elsewhere.example/' }],
    ['too much', 'answerTooLarge', { body: JSON.stringify({ client_id: 'x'.repeat(400_000) }) }],
  ])('%s: the page says so, and the invitation is good for another try [DR-13]', async (_what, reason, instead) => {
    const [platform, invitation] = [await tool.platform(), await tool.invitation()];
    platform.says.answerInstead = instead;
    const answer = await tool.open(invitation.token, platform.configurationUrl);
    await expectFailure(answer, reason, invitation);
    expect(answer.page).not.toMatch(/<script>alert|<img src=x/);
    if (instead !== 'hang' && instead.body.includes('Too old')) expect(answer.words).toContain('Too old');
    expect(platform.heard.posts).toHaveLength(1);
    platform.says.answerInstead = null;
    expect((await tool.open(invitation.token, platform.configurationUrl)).status).toBe(200);
  });

  it('shows what is needed for a registration by hand [DR-13] [DR-17]', async () => {
    const [platform, invitation] = [await tool.platform(), await tool.invitation()];
    platform.says.answerInstead = { status: 403, body: '{}' };
    const { page } = await tool.open(invitation.token, platform.configurationUrl);
    for (const path of ['/lti/login', '/lti/launch', '/lti/keys'])
      expect(page).toMatch(
        new RegExp(`<input id="(\\w+)" readonly value="${publicUrl}${path}"[\\s\\S]*data-copy="\\1"`),
      );
  });

  it('with a client id that it gave before leaves the first one as it is [DR-13] [DR-14]', async () => {
    const [platform, first] = [await tool.platform(), await tool.invitation()];
    platform.says.answer = () => ({ client_id: 'the-same' });
    await tool.open(first.token, platform.configurationUrl);
    const second = await tool.invitation();
    await expectFailure(await tool.open(second.token, platform.configurationUrl), 'clientKnown', second);
    expect((await tool.stored(first.organizationId)).registrations).toHaveLength(1);
  });

  it('and that cannot be stored here leaves nothing behind, not even the platform [DR-13]', async () => {
    const [platform, invitation] = [await tool.platform(), await tool.invitation()];
    await failToStore(invitation.id, async () => {
      const answer = await tool.open(invitation.token, platform.configurationUrl);
      await expectFailure(answer, 'storingFailed', invitation, 500);
      expect(answer.page).not.toContain('the disk is full');
    });
    expect(platform.heard.posts).toHaveLength(1);
    expect(await tool.rows.rows('select * from lti_platform where issuer = $1', [platform.address])).toEqual([]);
    expect((await tool.open(invitation.token, platform.configurationUrl)).status).toBe(200);
  });
});

/** The last statement of a registration fails meanwhile. */
async function failToStore(invitationId: string, work: () => Promise<void>) {
  await tool.rows.rows(`create function refuse_to_store() returns trigger language plpgsql as
    $$ begin raise exception 'the disk is full'; end $$`);
  await tool.rows.rows(`create trigger refuse_to_store before update on lti_registration_invitation for each row
    when (new.registration_id is not null and new.id = '${invitationId}') execute function refuse_to_store()`);
  try {
    await work();
  } finally {
    await tool.rows.rows('drop function refuse_to_store cascade');
  }
}

describe('a platform that says less than it should', () => {
  it('is taken at its word where what it leaves out is optional [DR-05]', async () => {
    const [platform, invitation] = [await tool.platform(), await tool.invitation()];
    Object.assign(platform.says.configuration, {
      token_endpoint_auth_methods_supported: undefined,
      id_token_signing_alg_values_supported: 'RS256',
      scopes_supported: null,
      [platformPart]: 'moodle',
    });
    expect((await tool.open(invitation.token, platform.configurationUrl)).status).toBe(200);
    expect((await tool.stored(invitation.organizationId)).registrations).toMatchObject([{ product_family: null }]);
  });
});
