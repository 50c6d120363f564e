import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aBrowser, aPerson, form, html, htmx, json, password } from '../../support/web.ts';
import { Sample } from '../../support/sample/sample.entity.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${port}`;
});
afterAll(() => app.stop());

const aSample = (scope: Scope, text: string) =>
  scope.transaction(async ({ em }) => {
    const sample = em.create(Sample, { text } as never);
    await em.flush();
    return sample.id;
  });

describe('signing in', () => {
  it('sets a cookie that frames may use, and goes on to a path of ours [A-16]', async () => {
    const { response } = await aBrowser(app, address);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/samples');
    expect(response.headers.getSetCookie()[0]).toMatch(
      /^__Host-assay=as_\S+; Path=\/; Expires=.*; HttpOnly; Secure; Partitioned; SameSite=None$/,
    );
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/%09/evil.example/..//evil.example',
  ])('never leads to %s', async (next) => {
    const { email, scope } = await aPerson(app);
    const response = await fetch(`${address}/o/${scope.organization.slug}/auth/login`, form({ email, password, next }));
    const target = new URL(response.headers.get('location')!, address);
    expect(target.origin).toBe(address);
  });

  it('draws the form again with what was typed, but not the password', async () => {
    const { email, scope } = await aPerson(app);
    const response = await fetch(
      `${address}/o/${scope.organization.slug}/auth/login`,
      form({ email, password: 'wrong wrong wrong' }),
    );
    expect(response.status).toBe(401);
    const text = await response.text();
    expect(text).toContain(`value="${email}"`);
    expect(text).not.toContain('wrong wrong wrong');
    expect(text).toContain('role="alert"');
  });

  it('gives programs a bearer, which pages and the API take until it is signed out [A-11]', async () => {
    const { email, scope } = await aPerson(app);
    const body = JSON.stringify({ email, password });
    const signedIn = await fetch(`${address}/o/${scope.organization.slug}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const { data } = (await signedIn.json()) as { data: { token: string } };
    const authorization = `Bearer ${data.token}`;
    expect((await fetch(`${address}/api/v1/samples`, { headers: { authorization } })).status).toBe(200);
    expect((await fetch(`${address}/samples`, { headers: { ...html, authorization } })).status).toBe(200);
    await fetch(`${address}/api/v1/auth/logout`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: '{}',
    });
    expect((await fetch(`${address}/api/v1/samples`, { headers: { authorization } })).status).toBe(401);
  });
});

describe('who is not signed in', () => {
  it('is led to the sign-in and back, by page, by htmx and by status', async () => {
    const page = await fetch(`${address}/samples?limit=5`, { headers: html, redirect: 'manual' });
    expect([page.status, page.headers.get('location')]).toEqual([303, '/auth/login?next=%2Fsamples%3Flimit%3D5']);
    const fragment = await fetch(`${address}/samples`, { headers: htmx });
    expect(fragment.headers.get('hx-redirect')).toBe('/auth/login?next=%2Fsamples');
    const program = await fetch(`${address}/api/v1/samples`);
    expect(program.status).toBe(401);
    expect(await program.json()).toMatchObject({ success: false, data: null, error: { code: 'UNAUTHORIZED' } });
  });
});

describe('one route', () => {
  it('answers as page, fragment and JSON, and JSON holds what the schema declares and nothing else [U-03]', async () => {
    const { scope, headers } = await aBrowser(app, address);
    const id = await aSample(scope, 'three forms');
    const page = await (await fetch(`${address}/samples/${id}`, { headers: { ...html, ...headers } })).text();
    expect(page).toMatch(/^<!doctype html>[\s\S]*<article id="sample-/);
    const fragment = await (await fetch(`${address}/samples/${id}`, { headers: { ...htmx, ...headers } })).text();
    expect(fragment).toBe(`<article id="sample-${id}">three forms</article>\n`);
    const data = await (await fetch(`${address}/samples/${id}`, { headers: { ...json, ...headers } })).json();
    expect(data).toEqual({
      success: true,
      message: 'Operation successful',
      data: { id, text: 'three forms' },
      meta: {},
      error: null,
    });
  });

  it("does not find another organization's row, in any form", async () => {
    const mine = await aBrowser(app, address);
    const theirs = await aScope(app);
    const id = await aSample(theirs, 'theirs alone');
    for (const accept of [html, htmx, json]) {
      const response = await fetch(`${address}/samples/${id}`, { headers: { ...accept, ...mine.headers } });
      expect(response.status).toBe(404);
      expect(await response.text()).not.toContain('theirs alone');
    }
    expect((await fetch(`${address}/samples/no-id`, { headers: { ...html, ...mine.headers } })).status).toBe(404);
  });

  it('makes a row: 303 to a page, the fragment to htmx, 201 with Location as JSON [U-10]', async () => {
    const { headers } = await aBrowser(app, address);
    const page = await fetch(`${address}/samples`, form({ text: 'made' }, headers));
    expect(page.status).toBe(303);
    const fragment = await fetch(`${address}/samples`, form({ text: 'made' }, { ...htmx, ...headers }));
    expect([fragment.status, await fragment.text()]).toEqual([201, expect.stringContaining('<article')]);
    const program = await fetch(`${address}/samples`, {
      ...form({}, { ...json, ...headers, 'content-type': 'application/json' }),
      body: '{"text":"made"}',
    });
    expect([program.status, program.headers.get('location')]).toEqual([
      201,
      expect.stringMatching(/^\/samples\/[\w-]{36}$/),
    ]);
  });

  it('refuses by field: the form again with what was typed, and details as JSON [U-05][CON-60][CON-62]', async () => {
    const { headers } = await aBrowser(app, address);
    const page = await fetch(`${address}/samples`, form({ text: 'x"y' + '<b>'.repeat(40) }, headers));
    expect(page.status).toBe(422);
    const text = await page.text();
    expect(text).toContain('value="x&quot;y&lt;b&gt;');
    expect(text).toContain('class="problem"');
    const program = await fetch(`${address}/samples`, {
      ...form({}, { ...json, ...headers, 'content-type': 'application/json' }),
      body: '{"count":"many"}',
    });
    expect(program.status).toBe(422);
    const { error } = (await program.json()) as {
      error: { code: string; details: { field: string; message: string }[] };
    };
    expect(error.code).toBe('VALIDATION_ERROR');
    expect(error.details.map(({ field }) => field).toSorted()).toEqual(['count', 'text']);
  });

  it('hides what broke, and shows the id that the log has [CON-61]', async () => {
    const { headers, scope } = await aBrowser(app, address);
    const response = await fetch(`${address}/samples`, form({ text: 'break' }, headers));
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toContain('secret detail');
    expect(text).toContain(response.headers.get('x-request-id'));
    expect(await scope.transaction(({ em }) => em.count(Sample, { text: 'break' }))).toBe(0);
  });

  it('without a tenant answers a document, with no envelope', async () => {
    expect(await (await fetch(`${address}/sample-document`)).text()).toBe('{"keys":[]}');
  });
});

describe('forgery', () => {
  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['a missing token', { 'x-csrf-token': '' }],
    ["another session's token", { 'x-csrf-token': 'stolen' }],
  ])('by %s is refused and leaves no trace [U-15]', async (_what, change) => {
    const { headers, scope } = await aBrowser(app, address);
    const response = await fetch(`${address}/samples`, form({ text: 'forged' }, { ...headers, ...change }));
    expect(response.status).toBe(403);
    expect(await scope.transaction(({ em }) => em.count(Sample, {}))).toBe(0);
  });

  it('of the API by a cookie is impossible: a cookie never counts there', async () => {
    const { headers } = await aBrowser(app, address);
    expect((await fetch(`${address}/api/v1/samples`, { headers })).status).toBe(401);
  });
});

describe('every answer', () => {
  it('carries a policy without unsafe words, and names its request [U-13][T1-09]', async () => {
    const response = await fetch(`${address}/auth/login`, { headers: { ...html, 'x-request-id': 'from-the-proxy-1' } });
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('x-request-id')).toBe('from-the-proxy-1');
    expect(response.headers.get('vary')).toContain('HX-Request-Type');
  });

  it('that was drawn for nobody in particular can be asked about again: 304, one tag for each form', async () => {
    // fetch adds no-cache to a conditional request, by which it would ask for the whole answer.
    const ask = (headers: Record<string, string>) =>
      fetch(`${address}/auth/login`, { headers: { 'cache-control': 'max-age=0', ...headers } });
    const tags = await Promise.all(
      [html, htmx, json].map(async (headers) => (await ask(headers)).headers.get('etag')!),
    );
    expect(new Set(tags).size).toBe(3);
    expect((await ask({ ...html, 'if-none-match': tags[0]! })).status).toBe(304);
    expect((await ask({ ...html, 'if-none-match': tags[2]! })).status).toBe(200);
    const { headers } = await aBrowser(app, address);
    const own = await fetch(`${address}/samples`, { headers: { ...html, ...headers } });
    expect([own.headers.get('etag'), own.headers.get('cache-control')]).toEqual([null, 'no-store']);
  });

  it('for an unknown path, or method, is a refusal in the form and language that was asked for', async () => {
    const page = await fetch(`${address}/nowhere`, { headers: { ...html, 'accept-language': 'de' } });
    expect([page.status, await page.text()]).toEqual([404, expect.stringContaining('lang="de"')]);
    const program = await fetch(`${address}/api/v1/nowhere`);
    expect([program.status, await program.json()]).toEqual([404, expect.objectContaining({ success: false })]);
    expect((await fetch(`${address}/samples`, { method: 'DELETE' })).status).toBe(405);
  });
});

describe('a page on its way', () => {
  const ask = (coding: string, headers: Record<string, string>) =>
    new Promise<{ coding: string | undefined; bytes: number }>((resolve, reject) => {
      const asked = request(`${address}/account/preferences`, {
        headers: { ...html, ...headers, 'accept-encoding': coding },
      });
      asked.on('error', reject).on('response', (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => (bytes += chunk.length));
        response.on('end', () => resolve({ coding: response.headers['content-encoding'], bytes }));
      });
      asked.end();
    });

  it('is compressed as the browser likes it, streams are not', async () => {
    const { headers } = await aBrowser(app, address);
    const [plain, gzip, brotli] = [
      await ask('identity', headers),
      await ask('gzip', headers),
      await ask('br', headers),
    ];
    expect([plain.coding, gzip.coding, brotli.coding]).toEqual([undefined, 'gzip', 'br']);
    expect(brotli.bytes).toBeLessThan(plain.bytes / 3);
    const stream = new AbortController();
    const live = await fetch(`${address}/live?topics=sample.text:${randomUUID()}`, {
      headers: { ...headers, accept: 'text/event-stream' },
      signal: stream.signal,
    });
    expect(live.headers.get('content-encoding')).toBeNull();
    stream.abort();
  });

  it('carries a token that does not stay for long, which its own session takes and no other', async () => {
    const [mine, theirs] = [await aBrowser(app, address), await aBrowser(app, address)];
    const token = async () => {
      const page = await (await fetch(`${address}/samples`, { headers: { ...html, cookie: mine.cookie } })).text();
      return /name="assay-csrf" content="([^"]+)"/.exec(page)![1]!;
    };
    const tokens = [await token()];
    for (let pages = 0; pages < 16; pages += 1) await token();
    tokens.push(await token());
    expect(tokens[0]).not.toBe(tokens[1]);
    const send = (cookie: string, given: string) =>
      fetch(`${address}/samples`, form({ text: 'some text' }, { cookie, 'x-csrf-token': given }));
    expect((await send(mine.cookie, tokens[0]!)).status).toBe(303);
    expect((await send(mine.cookie, tokens[1]!)).status).toBe(303);
    expect((await send(theirs.cookie, tokens[0]!)).status).toBe(403);
  });
});
