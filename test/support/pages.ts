import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Route } from '#src/http/route.ts';
import type { Plugin } from '#src/plugin.ts';
import type { Scope } from '#src/scope/scope.ts';
import { factories, type Around } from './factories.ts';
import type { Reader } from './readers.ts';
import { html } from './web.ts';

/** The kinds of ids in a route's path, by parameter. */
export function idsOf(route: Route): Record<string, string> {
  const { properties = {} } = z.toJSONSchema(route.params, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, { idOf?: string }>;
  };
  return Object.fromEntries(Object.entries(properties).flatMap(([name, { idOf }]) => (idOf ? [[name, idOf]] : [])));
}

/** The path of a route with ids of new rows in the Scope's organization; what is no id in it is a word that fits nothing. */
export async function pathOf(route: Route, scope: Scope, people: readonly string[] = []): Promise<string> {
  const made = new Map<string, string>();
  let { path } = route;
  for (const [name, kind] of Object.entries(idsOf(route))) {
    made.set(kind, await make(kind, scope, { made, people }));
    path = path.replace(`:${name}`, made.get(kind)!);
  }
  return path.replaceAll(/:\w+/g, 'no-such-one');
}

/** Without a factory there is no row: the test of factories and the test of pages both name it. */
const make = async (kind: string, scope: Scope, around: Around) => factories[kind]?.(scope, around) ?? randomUUID();

interface Asked {
  readonly route: Route;
  readonly path: string;
}

export interface OpenPage extends Asked {
  /** Who may open it, the strongest first. */
  readonly readers: readonly Reader[];
}

/** The pages that a product has: every GET route that answers with a view, but those of the tests' own plugin. */
export const pageRoutes = (plugins: readonly Plugin[]): readonly Route[] =>
  plugins
    .filter(({ name }) => name !== 'sample')
    .flatMap(({ routes }) => routes)
    .filter(({ method, answer }) => method === 'get' && answer !== null);

/** Each page with those of the readers who may open it. */
export async function openPages(
  routes: readonly Route[],
  address: string,
  scope: Scope,
  readers: readonly Reader[],
): Promise<readonly OpenPage[]> {
  const pages: OpenPage[] = [];
  const people = readers.flatMap(({ userId }) => userId ?? []);
  for (const route of routes) {
    const path = await pathOf(route, scope, people);
    const allowed: Reader[] = [];
    for (const reader of readers) if (await opens(address, { route, path }, reader)) allowed.push(reader);
    pages.push({ route, path, readers: allowed });
  }
  return pages;
}

async function opens(address: string, { route, path }: Asked, { entrance, headers }: Reader) {
  const response = await fetch(address + entrance + path, { redirect: 'manual', headers: { ...html, ...headers } });
  await response.arrayBuffer();
  const isHtml = response.headers.get('content-type')?.startsWith('text/html') === true;
  return isHtml && (response.status === 200 || (hasSecret(route) && [404, 410, 422].includes(response.status)));
}

/** Where a link of a mail leads: it holds more than ids, and a page says so of one that is used or never was. */
const hasSecret = (route: Route) =>
  (/:\w/.test(route.path) && Object.keys(idsOf(route)).length === 0) || !route.query.safeParse({}).success;
