import pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { Scratch } from './scratch.ts';

/** The same queue without a kernel around it, on the same database: what there is to gain or lose. */
export async function openBarePeer({ appUrl, ownerUrl }: Scratch) {
  const queue = `bare-${Date.now()}`;
  const owner = new PgBoss({ connectionString: ownerUrl, supervise: false, schedule: false });
  await owner.start();
  await owner.createQueue(queue, { partition: true, notify: true });
  await owner.stop();
  const boss = new PgBoss({
    connectionString: appUrl,
    max: 6,
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
    useListenNotify: true,
  });
  await boss.start();
  const options = {
    batchSize: 10,
    localConcurrency: 2,
    burstWhenBatchFull: true,
    perJobResults: true,
    notifyPollingIntervalSeconds: 2,
  } as const;

  return {
    async latency(count: number) {
      const samples: number[] = [];
      await boss.work<{ at: number }>(queue, options, async (jobs) => {
        for (const job of jobs) samples.push(performance.now() - job.data.at);
        return jobs.map(({ id }) => ({ id, status: 'completed' as const }));
      });
      for (let i = 0; i < count + 20; i += 1) {
        await boss.send(queue, { at: performance.now() });
        await new Promise((done) => setTimeout(done, 25));
      }
      await boss.stop({ graceful: false });
      return samples.slice(20);
    },

    async perSecond(count: number) {
      const pool = new pg.Pool({ connectionString: appUrl, max: 12 });
      pool.on('error', () => undefined);
      for (let made = 0; made < count; made += 500)
        await boss.insert(
          queue,
          Array.from({ length: 500 }, () => ({ data: {} })),
        );
      const { promise, resolve } = Promise.withResolvers<void>();
      let done = 0;
      const started = performance.now();
      await boss.work(queue, options, async (jobs) => {
        await Promise.all(jobs.map(() => transaction(pool)));
        done += jobs.length;
        if (done >= count) resolve();
        return jobs.map(({ id }) => ({ id, status: 'completed' as const }));
      });
      await promise;
      const seconds = (performance.now() - started) / 1000;
      await boss.stop({ graceful: false });
      await pool.end();
      return count / seconds;
    },
  };
}

async function transaction(pool: pg.Pool) {
  const client = await pool.connect();
  await client.query('begin');
  await client.query(`select set_config('assay.organization', $1, true), transaction_timestamp()`, [
    crypto.randomUUID(),
  ]);
  await client.query('commit');
  client.release();
}
