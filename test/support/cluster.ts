import path from 'node:path';
import { openCluster, removeOrphanClusters } from '#src/cluster/open-cluster.ts';
import { schemaDifference } from '#src/database/draft-migration.ts';
import { migrate } from '#src/database/migrate.ts';
import { ensureDatabase } from '#src/database/open-database.ts';
import { openOrm } from '#src/database/open-orm.ts';
import { makeRoles } from '#src/database/roles.ts';
import { loadPlugins } from '#src/load-plugins.ts';
import { samplePlugin } from './sample/plugin.ts';

export interface TestDatabases {
  readonly superuserUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly template: string;
}

export const testPasswords = { ownerPassword: 'owner-of-the-tests', appPassword: 'app-of-the-tests' };
const fast = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

/** The cluster of one run, with a template database that every Jest worker copies. */
export async function openTestCluster(
  root: string,
  directory = path.join(root, '.data', `test-${process.pid}`),
  settings: Readonly<Record<string, string>> = fast,
) {
  await removeOrphanClusters(path.dirname(directory));
  const cluster = await openCluster(directory, { settings });
  const template = 'assay_template';
  const url = await ensureDatabase(cluster.superuserUrl, template);
  const { ownerUrl, appUrl } = await makeRoles(url, testPasswords);
  const plugins = [...(await loadPlugins(root, null)), samplePlugin];
  await migrate({ root, plugins, ownerUrl, appUrl, homeOrganization: 'demo', say: () => undefined });
  await addSampleTables(ownerUrl);
  return {
    cluster: { directory, release: () => cluster.release() },
    access: { superuserUrl: cluster.superuserUrl, ownerUrl, appUrl, template } satisfies TestDatabases,
  };
}

/** The sample plugin's tables come from the same drafting that a developer uses. */
export async function addSampleTables(ownerUrl: string) {
  const plugins = await loadPlugins(path.resolve(import.meta.dirname, '../..'), null);
  const entities = [...plugins, samplePlugin].flatMap((plugin) => plugin.entities);
  const orm = await openOrm({ url: ownerUrl, entities, connections: 1, warn: console.error });
  for (const statement of await schemaDifference(orm)) await orm.em.execute(statement);
  await orm.close(true);
}
