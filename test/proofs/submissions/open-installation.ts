import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '#src/machine/free-port.ts';
import { aScope, openTestApp, root } from '../../support/app.ts';
import { openTestCluster } from '../../support/cluster.ts';
import { childrenOf, commandOf, endProcess } from '../../support/processes.ts';
import { crashPostgres } from '../../support/restartable-postgres.ts';
import { spawnWeb, spawnWorker, type SpawnedWorker } from '../../support/spawn-worker.ts';

/** What can be ended by force, and is there again when the call ends. */
export const victims = ['worker', 'judge', 'web', 'postgres'] as const;
export type Victim = (typeof victims)[number];

/** A PostgreSQL of its own, as durable as in production, a process that answers, and one that works with its judge. */
export async function openInstallation() {
  const directory = path.join(root, '.data', `test-${process.pid}-submissions`);
  mkdirSync(path.dirname(directory), { recursive: true });
  const { cluster, access } = await openTestCluster(root, directory, { max_connections: '200' });
  const { superuserUrl, appUrl } = access;
  const app = await openTestApp({ databaseUrl: appUrl });
  const scope = await aScope(app);
  const port = await freePort();
  let [web, worker] = await Promise.all([spawnWeb(appUrl, port), spawnWorker(appUrl)]);
  const kill: Readonly<Record<Victim, (pauseMs: number) => Promise<void>>> = {
    async worker() {
      await end(worker);
      worker = await spawnWorker(appUrl);
    },
    async web() {
      await end(web);
      web = await spawnWeb(appUrl, port);
    },
    // It is started again by the worker.
    judge: async () => childrenOf(worker.child.pid!).filter(isJudge).forEach(endProcess),
    postgres: (pauseMs) => crashPostgres(directory, superuserUrl, pauseMs),
  };
  return {
    address: `http://127.0.0.1:${port}`,
    scope,
    kill,
    async close() {
      await Promise.all([end(web), end(worker)]);
      await app.stop();
      await cluster.release();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const isJudge = (pid: number) => commandOf(pid).includes('judge0/local/main.ts');

async function end({ child }: SpawnedWorker) {
  if (child.exitCode !== null || child.signalCode !== null) throw new Error('a process had ended by itself');
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await ended;
}
