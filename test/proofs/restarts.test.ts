import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fromKysely } from 'pg-boss';
import { createOrganization } from '#src/people/create-organization.ts';
import { anInstallationScope, eventually, openTestApp, root, scopeIn } from '../support/app.ts';
import { openTestCluster } from '../support/cluster.ts';
import { restartPostgres } from '../support/restartable-postgres.ts';
import { Sample } from '../support/sample/sample.entity.ts';
import { takeYourTime, writeSample } from '../support/sample/jobs.ts';
import { spawnWorker, type SpawnedWorker } from '../support/spawn-worker.ts';

const isLong = process.env.ASSAY_LONG === '1';
const plan = isLong ? { jobs: 2000, restarts: 10, kills: 5 } : { jobs: 300, restarts: 2, kills: 1 };

let cluster: Awaited<ReturnType<typeof openTestCluster>>;
const directory = path.join(root, '.data', `test-${process.pid}-restarts`);
beforeAll(async () => {
  mkdirSync(path.dirname(directory), { recursive: true });
  cluster = await openTestCluster(root, directory);
}, 120_000);
afterAll(async () => {
  await cluster.cluster.release();
  rmSync(directory, { recursive: true, force: true });
});

describe('jobs while PostgreSQL restarts and workers are killed', () => {
  it(
    `${plan.jobs} jobs, ${plan.restarts} restarts, ${plan.kills} workers killed: none lost, none doubled in effect, no process ends by itself`,
    async () => {
      const { superuserUrl, appUrl } = cluster.access;
      const app = await openTestApp({ databaseUrl: appUrl });
      const { id } = await createOrganization(anInstallationScope(app), { slug: 'restarts', name: 'Restarts' });
      const scope = await scopeIn(app, id);
      await scope.transaction(async ({ em }) => {
        const envelopes = Array.from({ length: plan.jobs }, (_, number) => ({
          data: { organizationId: id, onBehalfOf: null, requestId: 'proof', data: { text: `job ${number}` } },
        }));
        await app.kernel.queue.boss.insert(takeYourTime.name, envelopes, { db: fromKysely(em.getKysely()) });
      });

      const workers: SpawnedWorker[] = [await spawnWorker(appUrl), await spawnWorker(appUrl)];
      const killed = new Set<SpawnedWorker>();
      for (let turn = 0; turn < Math.max(plan.restarts, plan.kills); turn += 1) {
        await sleep(300 + 150 * (turn % 4));
        if (turn < plan.kills) {
          const victim = workers.find((worker) => !killed.has(worker))!;
          killed.add(victim);
          victim.child.kill('SIGKILL');
          workers.push(await spawnWorker(appUrl));
        }
        if (turn < plan.restarts) await restartPostgres(directory, superuserUrl, 200);
      }

      const texts = () =>
        scope.transaction(async ({ em }) => (await em.find(Sample, {})).map(({ text }) => text), { readOnly: true });
      await eventually(async () => new Set(await texts().catch(() => [])).size >= plan.jobs, isLong ? 240 : 50);
      await sleep(1_000);
      const done = await texts();
      expect(done).toHaveLength(plan.jobs);
      expect(new Set(done).size).toBe(plan.jobs);
      for (const worker of workers.filter((candidate) => !killed.has(candidate)))
        expect(worker.child.exitCode).toBeNull();
      await scope.transaction((inside) => inside.enqueue(writeSample, { text: 'afterwards' }));
      await eventually(async () => (await texts()).includes('written: afterwards'));

      const ends = workers.map(
        ({ child }) =>
          new Promise((ended) =>
            child.exitCode === null && child.signalCode === null ? child.once('exit', ended) : ended(0),
          ),
      );
      for (const { child } of workers) child.kill('SIGTERM');
      await Promise.all(ends);
      await app.stop();
    },
    isLong ? 400_000 : 90_000,
  );
});
