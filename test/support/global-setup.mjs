import path from 'node:path';

/** One cluster a run, one migrated template; each Jest worker copies the template once. */
export default async function setUp() {
  const root = path.resolve(import.meta.dirname, '../..');
  const { openTestCluster } = await import('./cluster.ts');
  const { cluster, access } = await openTestCluster(root);
  globalThis.assayTestCluster = cluster;
  process.env.ASSAY_TEST_DATABASE = JSON.stringify(access);
}
