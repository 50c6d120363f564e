import { randomUUID } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { createApp, type App } from '#src/app.ts';
import { loadConfig } from '#src/config/config.ts';
import { as } from '#src/database/roles.ts';
import { loadPlugins } from '#src/load-plugins.ts';
import { createLog } from '#src/log.ts';
import { createOrganization } from '#src/people/create-organization.ts';
import { system } from '#src/scope/actor.ts';
import { openInstallationScope, openScope } from '#src/scope/open-scope.ts';
import type { Actor } from '#src/scope/actor.ts';
import type { Scope } from '#src/scope/scope.ts';
import { testPasswords, type TestDatabases } from './cluster.ts';
import { samplePlugin } from './sample/plugin.ts';

export const root = path.resolve(import.meta.dirname, '../..');
export const databases = () => JSON.parse(process.env.ASSAY_TEST_DATABASE ?? '{}') as TestDatabases;

/** The addresses of this Jest worker's own database, copied from the template at its first use. */
export async function testDatabase(name = `assay_${process.env.JEST_WORKER_ID ?? '0'}`) {
  const { superuserUrl, template } = databases();
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (!rowCount) await client.query(`create database "${name}" template "${template}"`);
  await client.end();
  const url = new URL(superuserUrl);
  url.pathname = `/${name}`;
  return {
    superuserUrl: url.href,
    ownerUrl: as(url.href, 'assay_owner', testPasswords.ownerPassword),
    appUrl: as(url.href, 'assay_app', testPasswords.appPassword),
  };
}

export interface TestAppOptions {
  readonly works?: boolean;
  readonly environment?: Record<string, string>;
  readonly databaseUrl?: string;
  /** Gets the lines of the log, of the level that the environment names. */
  readonly logged?: (line: string) => void;
}

/** The real application on this worker's database, with the sample plugin beside all others. */
export async function openTestApp({
  works = false,
  environment = {},
  databaseUrl,
  logged,
}: TestAppOptions = {}): Promise<App> {
  const plugins = [...(await loadPlugins(root, null)), samplePlugin];
  const config = loadConfig({
    root,
    dataFolder: path.join(root, '.data', 'test-data', process.env.JEST_WORKER_ID ?? '0'),
    environment: {
      LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
      SECRET_KEY: 'a-secret-for-the-tests-long-enough-to-be-one',
      ...environment,
    },
    settings: plugins.flatMap((plugin) => plugin.config ?? []),
  });
  const stream = logged && { stream: { write: logged } };
  const log = createLog({ level: config.logLevel, production: true, ...stream });
  const app = await createApp({
    config,
    plugins,
    databaseUrl: databaseUrl ?? (await testDatabase()).appUrl,
    works,
    log,
  });
  if (works) await app.work();
  return app;
}

/** A new organization, so that a leak between organizations fails somewhere. */
export async function anOrganization(app: App) {
  const slug = `org-${randomUUID().slice(0, 13)}`;
  return createOrganization(anInstallationScope(app), { slug, name: `Organization ${slug}` });
}

/** A Scope in a new organization, acting as the system unless told otherwise. */
export async function aScope(app: App, actor: Actor = system): Promise<Scope> {
  return scopeIn(app, (await anOrganization(app)).id, actor);
}

export const scopeIn = async (app: App, organizationId: string, actor: Actor = system): Promise<Scope> =>
  openScope(app.kernel, await app.kernel.tenants.find(organizationId), {
    actor,
    origin: { requestId: randomUUID(), command: 'test' },
  });

export const anInstallationScope = (app: App) =>
  openInstallationScope(app.kernel, { actor: system, origin: { requestId: randomUUID(), command: 'test' } });

/** Waits until `look` answers something true, at most ten seconds. */
export async function eventually<T>(look: () => Promise<T>, seconds = 10): Promise<NonNullable<T>> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`did not happen within ${seconds} seconds`);
    await new Promise((done) => setTimeout(done, 25));
  }
}
