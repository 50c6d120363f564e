import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LaunchClient } from '../../support/lti/launch-client.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';
import { htmx } from '../../support/web.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const attribute = (page: string, name: string) =>
  new RegExp(`${name}="([^"]*)"`).exec(page)?.[1]?.replaceAll('&#x3D;', '=') ?? '';

/** A launch in a frame that keeps no cookies, up to the page that asks the platform's storage. */
async function waitingLaunch() {
  const { platform } = await tool.place();
  const client = tool.client({ 'sec-fetch-dest': 'iframe' });
  const login = await client.login(platform.loginParameters({ lti_storage_target: '_parent' }));
  client.jar.clear();
  const url = new URL(attribute(login.page, 'class="button" href').replaceAll('&amp;', '&'));
  const authorization = Object.fromEntries(url.searchParams);
  const secret = attribute(login.page, 'data-secret');
  const id_token = await platform.idToken(platform.claims({ nonce: authorization.nonce }));
  const waiting = await client.launch({ id_token, state: authorization.state! });
  return { client, login, waiting, secret, authorization, handle: attribute(waiting.page, 'name="handle" value') };
}

const complete = (client: LaunchClient, handle: string, secret: string) =>
  client.ask('/lti/launch/completion', {
    method: 'POST',
    headers: { ...htmx, 'sec-fetch-site': 'same-origin', 'x-assay-bearer': 'wanted' },
    body: new URLSearchParams({ handle, secret }),
  });

describe('a launch without cookies', () => {
  it('is proven by a secret that stands in no address and in no form [STO-10]', async () => {
    const { login, waiting, secret, authorization } = await waitingLaunch();
    expect(login.status).toBe(200);
    expect(Buffer.from(secret.slice(3), 'base64url').length).toBeGreaterThanOrEqual(16);
    expect(Object.values(authorization)).not.toContain(secret);
    expect(waiting.page).not.toContain(secret);
    const [row] = await tool.rows.rows('select * from lti_login where state = $1', [authorization.state]);
    expect(JSON.stringify(row)).not.toContain(secret);
  });

  it('shows nothing of anybody and has no session before that [STO-11]', async () => {
    const before = await tool.rows.sessions();
    const { client, waiting, handle, authorization } = await waitingLaunch();
    expect(waiting.status).toBe(200);
    expect(waiting.page).not.toMatch(/Ada|Lovelace|Fizz buzz|as_[\w-]{40}/);
    for (const wrong of ['', 'lc_made-up', authorization.state!, authorization.nonce!, handle]) {
      const refused = await complete(client, handle, wrong);
      expect(refused.headers.get('x-assay-bearer')).toBeNull();
      expect(refused.setCookies.join()).not.toContain('as_');
    }
    expect(await tool.rows.sessions()).toBe(before);
  });

  it('goes on once with the secret, and never again [STO-11]', async () => {
    const before = await tool.rows.sessions();
    const { client, handle, secret } = await waitingLaunch();
    const answers = await Promise.all(Array.from({ length: 6 }, () => complete(client, handle, secret)));
    const bearers = answers.map(({ headers }) => headers.get('x-assay-bearer')).filter(Boolean);
    expect(bearers).toHaveLength(1);
    expect(bearers[0]).toMatch(/^as_/);
    expect((await complete(client, handle, secret)).headers.get('x-assay-bearer')).toBeNull();
    expect(await tool.rows.sessions()).toBe(before + 1);
  });
});
