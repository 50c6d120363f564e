import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { App } from '#src/app.ts';
import type { Route } from '#src/http/route.ts';
import { aScope, openTestApp } from '../support/app.ts';
import { aSignedInPerson } from '../support/people.ts';

const isLong = process.env.ASSAY_LONG === '1';
const seed = 20_261_121;

let app: App;
let address: string;
let bearers: string[];
beforeAll(async () => {
  app = await openTestApp();
  const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${port}`;
  const scope = await aScope(app);
  bearers = await Promise.all(
    Array.from({ length: 60 }, async () => (await aSignedInPerson(scope, ['owner'])).authorization),
  );
}, 120_000);
afterAll(() => app.stop());

/** Mulberry32: the same requests at each run. */
function randomFrom(state: number) {
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { next, pick: <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]! };
}

const texts = [
  '',
  '0',
  '-1',
  '1e999',
  'null',
  'true',
  '\u0000',
  'ä\u{1f600}',
  "'; drop table sample; --",
  '<script>',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  '%00',
  'a'.repeat(5000),
  '{{7*7}}',
  '2026-02-30T25:61',
  '[]',
  '{}',
];
const types = [
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  'application/json; charset=utf-7',
  'nonsense',
  '',
];
const bodies = [
  '',
  '{}',
  '{"text":',
  '{"text":{"__proto__":{"x":1}}}',
  'text=a&text=b&text.0=c',
  'a.b.c.d.e.f.g.h.i.j=1',
  '[[[[[[]]]]]]',
  '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nabc\r\n--x--\r\n',
  '\ufeff{}',
  'null',
  '{"text":"ok ok","count":1e400}',
];

function randomRequest(route: Route, { next, pick }: ReturnType<typeof randomFrom>) {
  const path = route.path.replace(/:(\w+)/g, () =>
    next() < 0.5 ? randomUUID() : encodeURIComponent(pick(texts).slice(0, 200)),
  );
  const query =
    next() < 0.5
      ? `?${pick(['limit', 'page', 'sort_by', 'cursor', 'next', 'x'])}=${encodeURIComponent(pick(texts))}`
      : '';
  const method =
    next() < 0.8 ? route.method.toUpperCase() : pick(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD']);
  const headers: Record<string, string> = {
    accept: pick(['text/html', 'application/json', '*/*', 'image/png', '']),
    'accept-language': pick(['de', 'en', 'xx', '*']),
  };
  if (next() < 0.7) headers.authorization = pick(bearers);
  if (next() < 0.2) headers['hx-request'] = 'true';
  if (next() < 0.2) headers['idempotency-key'] = pick(['a', 'b', 'x'.repeat(500)]);
  const hasBody = !['GET', 'HEAD'].includes(method) && next() < 0.8;
  if (hasBody) headers['content-type'] = pick(types);
  const prefix = pick(['', '/api/v1', '/api', '/o/demo', '/o/nowhere']);
  return {
    url: `${address}${prefix}${path}${query}`,
    init: { method, headers, redirect: 'manual' as const, ...(hasBody ? { body: pick(bodies) } : {}) },
  };
}

describe('random requests', () => {
  it(
    'never break the application: no 5xx, nothing of the inside in an answer, memory given back',
    async () => {
      const random = randomFrom(seed);
      const routes = app.kernel.plugins.flatMap((plugin) => plugin.routes);
      const total = isLong ? 5000 * routes.length : 5000;
      const broken: string[] = [];
      let asked = 0;
      const client = async () => {
        while (asked < total) {
          asked += 1;
          const { url, init } = randomRequest(random.pick(routes), random);
          const response = await fetch(url, init);
          const text = await response.text();
          if (response.status >= 500 || /\bat \S+\.ts:\d+|node_modules|syntax error at or near/.test(text))
            broken.push(`${init.method} ${url} ${response.status}`);
        }
      };
      await Promise.all(Array.from({ length: 12 }, client));
      expect(broken).toEqual([]);
      expect((await fetch(`${address}/readyz`)).status).toBe(200);
    },
    isLong ? 900_000 : 120_000,
  );

  it('refuses a body of ten megabytes before it has come', async () => {
    const { authorization } = await aSignedInPerson(await aScope(app), []);
    const started = performance.now();
    const sent = fetch(`${address}/samples`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', accept: 'application/json' },
      body: 'x'.repeat(10_000_000),
    });
    const status = await sent.then(
      (response) => response.status,
      () => 413,
    );
    expect(status).toBe(413);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
