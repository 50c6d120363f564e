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
  }, 120_000);

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

  it('are chosen by ?frame= where nothing else says whose page it is, and only there', async () => {
    const { organization } = await aScope(app);
    await setFrameOrigins(anInstallationScope(app), organization.id, ['https://lms.example.edu']);
    app.kernel.tenants.forget(organization.id);
    const policy = async (path: string, headers: Record<string, string> = {}) =>
      (
        await fetch(`${address}${path}?frame=${organization.id}`, {
          redirect: 'manual',
          headers: { ...html, 'sec-fetch-dest': 'iframe', ...headers },
        })
      ).headers.get('content-security-policy');
    expect(await policy('/samples')).toContain('frame-ancestors https://lms.example.edu');
    const other = await aBrowser(app, address);
    expect(await policy('/samples', other.headers)).toContain("frame-ancestors 'none'");
    expect(await policy(`/o/${other.scope.organization.slug}/auth/login`)).toContain("frame-ancestors 'none'");
  });
});

describe('scripts of other origins', () => {
  const elsewhere = 'https://partner.example.edu';
  let open: App;
  let api: string;
  beforeAll(async () => {
    open = await openTestApp({ environment: { API_ORIGINS: elsewhere } });
    const { port } = await open.serve({ port: 0, host: '127.0.0.1' });
    api = `http://127.0.0.1:${port}`;
  });
  afterAll(() => open.stop());

  const ask = (origin: string, path = '/api/v1/samples') =>
    fetch(`${api}${path}`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    });
  const signIn = async (origin: string) => {
    const { email, scope } = await aPerson(open);
    return fetch(`${api}/o/${scope.organization.slug}/api/v1/auth/login`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
  };

  it('may call the API when API_ORIGINS names them, with a bearer and without cookies [U-14]', async () => {
    const asked = await ask(elsewhere);
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe(elsewhere);
    expect(asked.headers.get('access-control-allow-headers')).toBe('authorization');
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
    const answer = await signIn(elsewhere);
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, elsewhere]);
    expect(answer.headers.get('access-control-expose-headers')).toContain('X-RateLimit-Remaining');
    expect(answer.headers.get('vary')).toContain('Origin');
  });

  it('may not otherwise, and never ask for pages', async () => {
    const asked = await ask('https://elsewhere.example.com');
    expect(asked.headers.get('access-control-allow-origin')).toBeNull();
    expect((await signIn('https://elsewhere.example.com')).status).toBe(403);
    expect((await ask(elsewhere, '/samples')).headers.get('access-control-allow-origin')).toBeNull();
  });
});
