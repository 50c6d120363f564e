import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { setFrameOrigins } from '#src/people/set-frame-origins.ts';
import { createApiToken } from '#src/sessions/create-api-token.ts';
import { anInstallationScope, aScope, openTestApp, scopeIn } from '../../support/app.ts';
import { aBrowser, aPerson, form, html, htmx, password } from '../../support/web.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${port}`;
});
afterAll(() => app.stop());

const statuses = async (times: number, ask: () => Promise<Response>) => {
  const seen: number[] = [];
  for (let asked = 0; asked < times; asked += 1) seen.push((await ask()).status);
  return seen;
};

describe('limits at the edge', () => {
  it('count a person on each route, say what is left, and say when to come back [T3-05][T3-07]', async () => {
    const { headers } = await aBrowser(app, address);
    const ask = () => fetch(`${address}/samples/new`, { headers: { ...html, ...headers } });
    const first = await ask();
    expect([first.headers.get('x-ratelimit-limit'), first.headers.get('x-ratelimit-remaining')]).toEqual(['100', '99']);
    expect((await statuses(99, ask)).every((status) => status === 200)).toBe(true);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await fetch(`${address}/samples`, { headers: { ...html, ...headers } })).status).toBe(200);
  });

  it('let a class of thirty behind one address sign in and work', async () => {
    const scope = aScope(app);
    const pupils = await Promise.all(Array.from({ length: 30 }, () => aPerson(app, ['learner'], scope)));
    const { slug } = (await scope).organization;
    const answers = await Promise.all(
      pupils.map(({ email }) => fetch(`${address}/o/${slug}/auth/login`, form({ email, password }))),
    );
    expect(answers.map(({ status }) => status)).toEqual(pupils.map(() => 303));
  }, 60_000);

  it('give a token sixty requests a minute, whoever else asks', async () => {
    const { scope, user } = await aPerson(app);
    const own = await scopeIn(app, scope.organization.id, { kind: 'user', id: user.id, roles: new Set(['learner']) });
    const { token } = await createApiToken(own, {
      name: 'robot',
      scopes: ['read'],
      expiresAt: new Date(Date.now() + 86_400_000),
    });
    const headers = { authorization: `Bearer ${token}` };
    const ask = () => fetch(`${address}/api/v1/samples`, { headers });
    expect(await statuses(60, ask)).toEqual(Array.from({ length: 60 }, () => 200));
    expect((await ask()).status).toBe(429);
    const write = await fetch(`${address}/api/v1/samples`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{"text":"made"}',
    });
    expect(write.status).toBe(403);
  });
});

describe('a page of another session', () => {
  it('is told so, and nothing is done', async () => {
    const [first, second] = [await aBrowser(app, address), await aBrowser(app, address)];
    const response = await fetch(`${address}/samples`, {
      headers: { ...htmx, ...second.headers, 'x-assay-session': first.session },
    });
    expect([response.status, response.headers.get('x-assay-other-person')]).toEqual([409, 'true']);
    const own = await fetch(`${address}/samples`, {
      headers: { ...htmx, ...second.headers, 'x-assay-session': second.session },
    });
    expect(own.status).toBe(200);
  });
});

describe('frames', () => {
  it('are allowed to the origins that an organization named, and to nobody else [CON-66]', async () => {
    const { scope, headers } = await aBrowser(app, address);
    const policy = async () =>
      (await fetch(`${address}/samples`, { headers: { ...html, ...headers } })).headers.get('content-security-policy');
    expect(await policy()).toContain("frame-ancestors 'none'");
    await setFrameOrigins(anInstallationScope(app), scope.organization.id, ['https://lms.example.edu']);
    expect(await policy()).toContain('frame-ancestors https://lms.example.edu');
    await expect(
      setFrameOrigins(anInstallationScope(app), scope.organization.id, ['https://x/ ; script-src *']),
    ).rejects.toMatchObject({ refusal: 'invalid' });
  });

  it('without a session get the page that says how to come back, not a form for signing in', async () => {
    const response = await fetch(`${address}/samples`, {
      headers: { ...html, 'sec-fetch-dest': 'iframe' },
      redirect: 'manual',
    });
    expect(response.status).toBe(401);
    expect(await response.text()).toContain('target="_blank"');
  });
});
