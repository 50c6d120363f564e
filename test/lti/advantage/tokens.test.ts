import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { accessToken, forgetToken } from '../../../lti/advantage/access-token.ts';
import { anInstallationScope, openTestApp } from '../../support/app.ts';
import { openGradebook, type Gradebook } from '../../support/lti/gradebook.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';

let tool: Launches;
let other: Awaited<ReturnType<typeof openTestApp>>;
beforeAll(async () => {
  tool = await openLaunches();
  other = await openTestApp();
}, 120_000);
afterAll(async () => {
  await other.stop();
  await tool.close();
});

let gradebook: Gradebook;
afterEach(() => gradebook.close());

const scopes = ['https://purl.imsglobal.org/spec/lti-ags/scope/score'];

describe('access tokens', () => {
  it('are asked for once, by two processes and ten callers in each [SEC-13]', async () => {
    gradebook = await openGradebook();
    const { registrationId } = await tool.place({ tokenUrl: gradebook.tokenUrl });
    const callers = [tool.app, other].flatMap((app) =>
      Array.from({ length: 10 }, () => accessToken(anInstallationScope(app) as never, registrationId, scopes)),
    );
    const tokens = await Promise.all(callers);
    expect(new Set(tokens).size).toBe(1);
    expect(gradebook.askedFor(/token/)).toHaveLength(1);
    // Other scopes are another token.
    await accessToken(anInstallationScope(tool.app) as never, registrationId, [...scopes, 'https://else.example']);
    expect(gradebook.askedFor(/token/)).toHaveLength(2);
  }, 120_000);

  it('are replaced once where one is refused', async () => {
    gradebook = await openGradebook();
    const { registrationId } = await tool.place({ tokenUrl: gradebook.tokenUrl });
    const scope = anInstallationScope(tool.app) as never;
    const first = await accessToken(scope, registrationId, scopes);
    await forgetToken(scope, registrationId, scopes, first);
    const second = await accessToken(scope, registrationId, scopes);
    // Somebody who still holds the first one: it is another already.
    await forgetToken(scope, registrationId, scopes, first);
    expect(await accessToken(scope, registrationId, scopes)).toBe(second);
    expect(gradebook.askedFor(/token/)).toHaveLength(2);
  }, 120_000);

  it('say that they are asked for by a client assertion, and by nothing else [SEC-11]', async () => {
    gradebook = await openGradebook();
    const { registrationId } = await tool.place({ tokenUrl: gradebook.tokenUrl });
    await accessToken(anInstallationScope(tool.app) as never, registrationId, scopes);
    const [request] = gradebook.askedFor(/token/);
    const form = new URLSearchParams(request!.body);
    expect(form.get('grant_type')).toBe('client_credentials');
    expect(form.get('scope')).toBe(scopes[0]);
    const [head = '', payload = ''] = form.get('client_assertion')!.split('.');
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
    expect(read(head)).toMatchObject({ alg: 'RS256', kid: expect.any(String) });
    const { iss, sub, aud, jti, iat, exp } = read(payload);
    expect(iss).toBe(sub);
    expect(aud).toBe(gradebook.tokenUrl);
    expect(jti).toEqual(expect.any(String));
    expect((exp as number) - (iat as number)).toBe(300);
  }, 120_000);

  it('are not asked for again and again where the platform is away, and its words are told', async () => {
    gradebook = await openGradebook();
    const { registrationId } = await tool.place({ tokenUrl: gradebook.tokenUrl });
    gradebook.suffer(() => ({ status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Maintenance</h1>' }));
    const scope = anInstallationScope(tool.app) as never;
    await expect(accessToken(scope, registrationId, scopes)).rejects.toMatchObject({
      isRetryable: true,
      words: expect.stringContaining('Maintenance'),
    });
    gradebook.suffer(() => ({ status: 400, body: { error: 'invalid_client', error_description: 'unknown key' } }));
    await expect(accessToken(scope, registrationId, scopes)).rejects.toMatchObject({
      isRetryable: false,
      status: 400,
      words: 'invalid_client: unknown key',
    });
  }, 120_000);
});
