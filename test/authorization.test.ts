import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { aScope, openTestApp } from './support/app.ts';
import { factories, marker } from './support/factories.ts';
import { idsOf } from './support/pages.ts';
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
    const people = await everyRole(app, mine);
    const leaks: string[] = [];
    for (const route of withIds(app)) {
      const ids = Object.fromEntries(
        await Promise.all(
          Object.entries(idsOf(route)).map(async ([name, kind]) => [name, await factories[kind]!(theirs)]),
        ),
      );
      const path = route.path.replace(/:(\w+)/g, (_all, name: string) => ids[name] as string);
      for (const { role, authorization } of people) {
        for (const [form, headers, prefix] of [
          ['page', html, ''],
          ['fragment', htmx, ''],
          ['JSON', json, '/api/v1'],
        ] as const) {
          const body =
            route.method === 'get'
              ? {}
              : { body: '{}', headers: { ...headers, authorization, 'content-type': 'application/json' } };
          const response = await fetch(`${address}${prefix}${path}`, {
            method: route.method.toUpperCase(),
            redirect: 'manual',
            headers: { ...headers, authorization },
            ...body,
          });
          const text = await response.text();
          if (response.status !== 404 || text.includes(marker))
            leaks.push(`${route.method} ${path} as ${role}, ${form}: ${response.status}`);
        }
      }
    }
    expect(leaks).toEqual([]);
  }, 60_000);

  it('shows nothing to whoever is not signed in', async () => {
    const theirs = await aScope(app);
    for (const route of withIds(app)) {
      const ids = Object.fromEntries(
        await Promise.all(
          Object.entries(idsOf(route)).map(async ([name, kind]) => [name, await factories[kind]!(theirs)]),
        ),
      );
      const path = route.path.replace(/:(\w+)/g, (_all, name: string) => ids[name] as string);
      const response = await fetch(`${address}/api/v1${path}`, { method: route.method.toUpperCase() });
      expect([401, 404]).toContain(response.status);
      expect(await response.text()).not.toContain(marker);
    }
  });
});

describe('routes that other sites may post to', () => {
  it('are these', () => {
    const crossSite = app.kernel.plugins.flatMap((plugin) => plugin.routes).filter((route) => route.crossSite);
    expect(crossSite.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });
});
