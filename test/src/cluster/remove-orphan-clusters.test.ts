import { afterAll, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { removeOrphanClusters } from '#src/cluster/open-cluster.ts';
import { isRunning, processStart } from '#src/machine/process-start.ts';
import { holdCluster, postmasterPid, removeFolders, scratchFolder } from './hold-cluster.ts';

afterAll(removeFolders);

const deadPid = () => spawnSync('true').pid;

it('stops and deletes what killed test runs left, and nothing else', async () => {
  const parent = scratchFolder();
  const left = path.join(parent, `test-${deadPid()}`);
  const killed = await holdCluster(left);
  const pid = postmasterPid(path.join(left, 'postgres'));
  await killed.kill();
  for (const name of [`test-${process.pid}`, 'postgres', 'test-notes']) mkdirSync(path.join(parent, name));
  expect(await removeOrphanClusters(parent)).toEqual([path.basename(left)]);
  expect([isRunning(pid), existsSync(left)]).toEqual([false, false]);
  expect(await removeOrphanClusters(parent)).toEqual([]);
  expect(existsSync(path.join(parent, `test-${process.pid}`))).toBe(true);
});

it('goes by who uses a cluster, as the number in its name may be used again', async () => {
  const parent = scratchFolder();
  const note = (cluster: string, user: string) => {
    mkdirSync(path.join(parent, cluster, 'postgres.users'), { recursive: true });
    writeFileSync(path.join(parent, cluster, 'postgres.users', user), '');
  };
  const [reused, used] = [`test-${process.pid}`, `test-${deadPid()}`];
  note(reused, `${process.pid}-1-abcd`);
  note(used, `${process.pid}-${processStart(process.pid)}-abcd`);
  expect(await removeOrphanClusters(parent)).toEqual([reused]);
  expect(existsSync(path.join(parent, used))).toBe(true);
});

it('has nothing to do where no test ever ran', async () => {
  expect(await removeOrphanClusters(path.join(scratchFolder(), 'none'))).toEqual([]);
});
