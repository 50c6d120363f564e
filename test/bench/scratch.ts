import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { createApp } from '#src/app.ts';
import { openCluster } from '#src/cluster/open-cluster.ts';
import { loadConfig } from '#src/config/config.ts';
import { migrate } from '#src/database/migrate.ts';
import { ensureDatabase } from '#src/database/open-database.ts';
import { makeRoles } from '#src/database/roles.ts';
import { loadPlugins } from '#src/load-plugins.ts';
import { createLog } from '#src/log.ts';
import { createOrganization } from '#src/people/create-organization.ts';
import { openScope } from '#src/scope/open-scope.ts';
import { system } from '#src/scope/actor.ts';
import { anInstallationScope } from '../support/app.ts';
import { samplePlugin } from '../support/sample/plugin.ts';
import { addSampleTables, testPasswords } from '../support/cluster.ts';

export const root = path.resolve(import.meta.dirname, '../..');

/** A PostgreSQL of its own, as durable as in production, with one migrated database; gone at the end. */
export async function withScratch<R>(work: (scratch: Scratch) => Promise<R>): Promise<R> {
  const directory = path.join(root, '.data', `bench-${process.pid}`);
  const cluster = await openCluster(directory);
  try {
    const { ownerUrl, appUrl } = await makeRoles(await ensureDatabase(cluster.superuserUrl, 'assay'), testPasswords);
    const plugins = [...(await loadPlugins(root, null)), samplePlugin];
    await migrate({ root, plugins, ownerUrl, appUrl, homeOrganization: 'demo', say: () => undefined });
    await addSampleTables(ownerUrl);
    const open: Scratch['open'] = async ({ works, environment = {} }) => {
      const config = loadConfig({
        root,
        dataFolder: directory,
        environment,
        settings: plugins.flatMap((plugin) => plugin.config ?? []),
      });
      return createApp({
        config,
        plugins,
        databaseUrl: appUrl,
        works,
        log: createLog({ level: 'error', production: true }),
      });
    };
    return await work({ open, directory, appUrl, ownerUrl, superuserUrl: cluster.superuserUrl });
  } finally {
    await cluster.release();
    await rm(directory, { recursive: true, force: true });
  }
}

export interface Scratch {
  /** Data of PostgreSQL and of the applications. */
  readonly directory: string;
  readonly appUrl: string;
  readonly ownerUrl: string;
  /** May make databases. */
  readonly superuserUrl: string;
  open(options: { readonly works: boolean; readonly environment?: Readonly<Record<string, string>> }): Promise<App>;
}

/**
 * Has PostgreSQL look at the tables of a database, as it does by itself within a minute: until then it knows nothing of what has just
 * been filled, and reads everything of an organization where one row is wanted.
 */
export async function analyze({ superuserUrl }: Scratch, database = 'assay'): Promise<void> {
  const client = new pg.Client({ connectionString: Object.assign(new URL(superuserUrl), { pathname: database }).href });
  await client.connect();
  await client.query('analyze');
  await client.end();
}

type App = Awaited<ReturnType<typeof createApp>>;

/** A Scope in a new organization of a scratch application. */
export async function aScratchScope(app: App) {
  const { id } = await createOrganization(anInstallationScope(app), {
    slug: `bench-${randomUUID().slice(0, 8)}`,
    name: 'Bench',
  });
  return aScopeOf(app, id);
}

/** A Scope in an organization that there is. */
export const aScopeOf = async ({ kernel }: App, organizationId: string) =>
  openScope(kernel, await kernel.tenants.find(organizationId), {
    actor: system,
    origin: { requestId: randomUUID(), command: 'bench' },
  });
