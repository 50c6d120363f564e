import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { readCatalogue, type Catalogue } from '#src/database/catalogue.ts';
import { migrate } from '#src/database/migrate.ts';
import { ensureDatabase } from '#src/database/open-database.ts';
import { makeRoles } from '#src/database/roles.ts';
import { loadPlugins } from '#src/load-plugins.ts';
import { databases, root } from '../support/app.ts';
import { testPasswords } from '../support/cluster.ts';

export const appRole = 'assay_app';

export interface MigratedDatabase extends AsyncDisposable {
  readonly superuserUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly plugins: Awaited<ReturnType<typeof loadPlugins>>;
}

/**
 * A database of its own that migrations alone have made: no tables for tests, nothing drafted. The template of the other
 * tests will not do, because what no migration makes is added to it.
 */
export async function migratedDatabase(): Promise<MigratedDatabase> {
  const { superuserUrl } = databases();
  const name = `assay_schema_${randomUUID().slice(0, 8)}`;
  const url = await ensureDatabase(superuserUrl, name);
  const urls = await makeRoles(url, testPasswords);
  const plugins = await loadPlugins(root, null);
  await migrate({ root, plugins, ...urls, homeOrganization: 'demo', say: () => undefined });
  const drop = () => withClient(superuserUrl, (client) => client.query(`drop database "${name}" with (force)`));
  return { superuserUrl: url, ...urls, plugins, [Symbol.asyncDispose]: async () => void (await drop()) };
}

export async function withClient<R>(url: string, work: (client: pg.Client) => Promise<R>): Promise<R> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The catalogue after these statements; they are rolled back. */
export async function catalogueAfter(client: pg.Client, sql: string): Promise<Catalogue> {
  await client.query('begin');
  try {
    await client.query(sql);
    return await readCatalogue(client, appRole);
  } finally {
    await client.query('rollback');
  }
}
