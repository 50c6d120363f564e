import { fromKysely } from 'pg-boss';
import { openBarePeer } from './bare-pg-boss.ts';
import { measureStarts } from './start-up.ts';
import { quantile, type Report } from './report.ts';
import { aScratchScope, withScratch, type Scratch } from './scratch.ts';
import { hearNoOps, noOp } from '../support/sample/jobs.ts';

const throughput = 5_000;

/** The kernel below HTTP: how soon a job runs, how many a second, how fast a backlog drains, how soon the application is ready. */
export default async function kernelBench(report: Report, words: readonly string[]) {
  await withScratch(async (scratch) => {
    await latency(scratch, report);
    await backlog(scratch, report);
    await jobsPerSecond(scratch, report);
  });
  if (!words.includes('--jobs-only')) await measureStarts(report);
}

/** One job every 25 ms on an idle queue: from the moment before the commit to the first line of `run`. */
async function latency(scratch: Scratch, report: Report) {
  const app = await scratch.open({ works: true });
  await app.work();
  const scope = await aScratchScope(app);
  const samples: number[] = [];
  const hear = hearNoOps((sentAt) => samples.push(performance.now() - sentAt));
  for (let i = 0; i < 320; i += 1) {
    await scope.transaction((inside) => inside.enqueue(noOp, { sentAt: performance.now() }));
    await pause(25);
  }
  await pause(500);
  hear.stop();
  await app.stop();
  const warm = samples.slice(20);
  const peer = await (await openBarePeer(scratch)).latency(300);
  const against = (q: number) => ({ name: 'bare pg-boss with LISTEN/NOTIFY', value: quantile(peer, q) });
  report({
    metric: 'job latency, median, 40 jobs/s',
    value: quantile(warm, 0.5),
    unit: 'ms',
    goal: { atMost: 15 },
    peer: against(0.5),
  });
  report({
    metric: 'job latency, p99, 40 jobs/s',
    value: quantile(warm, 0.99),
    unit: 'ms',
    goal: { atMost: 60 },
    peer: against(0.99),
  });
  report({ metric: 'jobs that never ran', value: 320 - samples.length, unit: 'jobs', goal: { atMost: 0 } });
}

/** 200 jobs wait before any worker is there. */
async function backlog(scratch: Scratch, report: Report) {
  const app = await scratch.open({ works: true });
  await fill(app, 200);
  const seconds = await drained(200, () => app.work());
  await app.stop();
  report({ metric: 'worker started on 200 waiting jobs, all done', value: seconds, unit: 's', goal: { atMost: 2 } });
}

/** Every job has a transaction of its own, in which it is also completed. */
async function jobsPerSecond(scratch: Scratch, report: Report) {
  const app = await scratch.open({ works: true });
  await fill(app, throughput);
  const seconds = await drained(throughput, () => app.work());
  await app.stop();
  const peer = await (await openBarePeer(scratch)).perSecond(throughput);
  report({
    metric: 'no-op jobs with a transaction each',
    value: throughput / seconds,
    unit: 'jobs/s',
    goal: { atLeast: 1000 },
    peer: { name: 'bare pg-boss, BEGIN and COMMIT by hand', value: peer },
  });
}

async function fill(app: Awaited<ReturnType<Scratch['open']>>, count: number) {
  const scope = await aScratchScope(app);
  const envelope = { organizationId: scope.organization.id, onBehalfOf: null, requestId: 'bench', data: { sentAt: 0 } };
  await scope.transaction(async ({ em }) => {
    const db = fromKysely(em.getKysely());
    for (let made = 0; made < count; made += 500)
      await app.kernel.queue.boss.insert(
        noOp.name,
        Array.from({ length: Math.min(500, count - made) }, () => ({ data: envelope })),
        { db },
      );
  });
}

async function drained(count: number, begin: () => Promise<void>) {
  const { promise, resolve } = Promise.withResolvers<void>();
  let done = 0;
  const hear = hearNoOps(() => (done += 1) >= count && resolve());
  const started = performance.now();
  await begin();
  await promise;
  hear.stop();
  return (performance.now() - started) / 1000;
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
