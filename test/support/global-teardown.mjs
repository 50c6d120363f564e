import { rm } from 'node:fs/promises';

export default async function tearDown() {
  const cluster = globalThis.assayTestCluster;
  await cluster?.release();
  if (cluster?.directory) await rm(cluster.directory, { recursive: true, force: true });
}
