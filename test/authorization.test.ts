import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Route } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, openTestApp } from './support/app.ts';
import { factories, marker } from './support/factories.ts';
import { idsOf, pathOf } from './support/pages.ts';
import { everyRole } from './support/people.ts';
import { html, htmx, json } from './support/web.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${port}`;
});
afterAll(() => app.stop());

const withIds = (app: App) =>
  app.kernel.plugins.flatMap((plugin) => plugin.routes).filter((route) => Object.keys(idsOf(route)).length > 0);

/** Rows that are nobody's business but their owner's, or their course's: an administrator has no say in them either. */
const ownKinds = [
  'session',
  'apiToken',
  'course',
  'courseGroup',
  'openCourse',
  'resourceLink',
  'ltiDeepLink',
  'assignment',
  'hintRequest',
];

const forms = [
  ['page', html, ''],
  ['fragment', htmx, ''],
  ['JSON', json, '/api/v1'],
] as const;

/** Asks each route for a row that was made in `scope`, as each of these people, and tells what was answered but 404. */
async function leaks(routes: readonly Route[], people: Awaited<ReturnType<typeof everyRole>>, scope: Scope) {
  const found: string[] = [];
  for (const route of routes) {
    const path = await pathOf(route, scope);
    for (const { role, authorization } of people)
      for (const [form, headers, prefix] of forms) {
        const answer = await ask(route, prefix + path, { ...headers, authorization });
        if (answer.status !== 404 || answer.text.includes(marker))
          found.push(`${route.method} ${path} as ${role}, ${form}: ${answer.status}`);
      }
  }
  return found;
}

async function ask({ method }: Route, path: string, headers: Record<string, string>) {
  const body = method === 'get' ? {} : { body: '{}', headers: { ...headers, 'content-type': 'application/json' } };
  const response = await fetch(address + path, { method: method.toUpperCase(), redirect: 'manual', headers, ...body });
  return { status: response.status, text: await response.text() };
}

describe('every route with an id in its path', () => {
  it('has a factory for that kind of row', () => {
    const missing = withIds(app).flatMap((route) =>
      Object.values(idsOf(route))
        .filter((kind) => !factories[kind])
        .map(
          (kind) => `${route.method} ${route.path} names a ${kind}: add a factory for it to test/support/factories.ts.`,
        ),
    );
    expect(missing).toEqual([]);
  });

  it("finds nothing of another organization's rows, whoever asks, in whichever form: 404 and not one byte", async () => {
    const [mine, theirs] = [await aScope(app), await aScope(app)];
    expect(await leaks(withIds(app), await everyRole(app, mine), theirs)).toEqual([]);
  }, 300_000);

  it("finds nothing of another person's own rows, nor of another course, in the same organization and whatever the role [A-35]", async () => {
    const scope = await aScope(app);
    const own = withIds(app).filter((route) => Object.values(idsOf(route)).some((kind) => ownKinds.includes(kind)));
    expect(own.length).toBeGreaterThan(1);
    expect(await leaks(own, await everyRole(app, scope), scope)).toEqual([]);
  }, 300_000);

  it('shows nothing to whoever is not signed in', async () => {
    const theirs = await aScope(app);
    for (const route of withIds(app)) {
      const answer = await ask(route, `/api/v1${await pathOf(route, theirs)}`, {});
      expect([401, 404]).toContain(answer.status);
      expect(answer.text).not.toContain(marker);
    }
  });
});

describe('routes that other sites may post to', () => {
  it('are these', () => {
    const crossSite = app.kernel.plugins.flatMap((plugin) => plugin.routes).filter((route) => route.crossSite);
    expect(crossSite.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'put /judge0/callbacks/:secret',
      'get /lti/login',
      'post /lti/login',
      'post /lti/launch',
    ]);
  });
});
