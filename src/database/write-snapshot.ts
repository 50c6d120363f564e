import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { openCluster } from '#src/cluster/open-cluster.ts';
import { loadPlugins } from '#src/load-plugins.ts';
import { readCatalogue } from './catalogue.ts';
import { migrate } from './migrate.ts';
import { ensureDatabase } from './open-database.ts';
import { makeRoles } from './roles.ts';
import { schemaSnapshot, snapshotFile } from './schema-snapshot.ts';

/** Migrates an empty database on a PostgreSQL of its own, and writes what came out of it to `schema.snapshot.txt`. */
export async function writeSnapshot(root: string, say: (step: string) => void) {
  const data = path.join(root, '.data');
  await mkdir(data, { recursive: true });
  const directory = await mkdtemp(path.join(data, 'snapshot-'));
  const cluster = await openCluster(directory, { settings: { fsync: 'off' }, say });
  try {
    const urls = await makeRoles(await ensureDatabase(cluster.superuserUrl, 'snapshot'), {
      ownerPassword: 'snapshot',
      appPassword: 'snapshot',
    });
    await migrate({ root, plugins: await loadPlugins(root, null), ...urls, homeOrganization: 'demo', say });
    await writeFile(path.join(root, snapshotFile), await snapshotOf(urls.ownerUrl));
  } finally {
    await cluster.release();
    await rm(directory, { recursive: true, force: true });
  }
}

/** The snapshot of the database at this address. */
export async function snapshotOf(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return schemaSnapshot(await readCatalogue(client, 'assay_app'));
  } finally {
    await client.end();
  }
}
