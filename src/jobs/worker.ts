import type { Kernel } from '#src/scope/kernel.ts';
import { isOutgoingPaused } from '#src/outgoing/outgoing.ts';
import type { Claim } from './claim.ts';
import type { Job } from './job.ts';
import { performGaveUp } from './perform-gave-up.ts';
import { performJob } from './perform-job.ts';
import { allJobs, gaveUpQueue } from './queue-name.ts';

export interface Worker {
  stop(): Promise<void>;
}

/** Works on every queue of the application. What leaves the installation waits while outgoing work is paused. */
export async function startWorker(kernel: Kernel): Promise<Worker> {
  const jobs = allJobs(kernel.plugins);
  const outgoing = jobs.filter((job) => job.outgoing);
  for (const job of jobs) if (!job.outgoing) await listen(kernel, job);
  let goesOut = false;
  const look = async () => {
    const paused = await isOutgoingPaused(kernel.orm);
    if (paused === !goesOut) return;
    goesOut = !paused;
    for (const job of outgoing) await (paused ? kernel.queue.boss.offWork(job.name) : listen(kernel, job));
  };
  await look();
  const timer = setInterval(
    () =>
      void look().catch((error: unknown) =>
        kernel.log.warn({ err: error }, 'could not see whether outgoing work is paused'),
      ),
    5_000,
  );
  return {
    async stop() {
      clearInterval(timer);
      await kernel.queue.stop({ graceful: true });
    },
  };
}

/**
 * Batches of two or more drain a backlog at once (with one job a fetch, LISTEN/NOTIFY drains one for each poll); inside a
 * batch the jobs run side by side.
 */
async function listen(kernel: Kernel, job: Job) {
  const localConcurrency = job.concurrency >= 4 ? 2 : 1;
  const batchSize = Math.max(2, Math.ceil(job.concurrency / localConcurrency));
  const options = {
    batchSize,
    localConcurrency,
    burstWhenBatchFull: true,
    perJobResults: true,
    pollingIntervalSeconds: 1,
    notifyPollingIntervalSeconds: 2,
    ...(job.groupConcurrency === undefined ? {} : { groupConcurrency: job.groupConcurrency }),
  } as const;
  const alone = job.concurrency === 1;
  await kernel.queue.boss.work(job.name, options, (claims) =>
    performAll(claims as Claim[], alone, (claim) => performJob(kernel, job, claim)),
  );
  if (job.gaveUp)
    await kernel.queue.boss.work(gaveUpQueue(job), { ...options, localConcurrency: 1 }, (claims) =>
      performAll(claims as Claim[], false, (claim) => performGaveUp(kernel, job, claim)),
    );
}

async function performAll<R>(claims: readonly Claim[], alone: boolean, perform: (claim: Claim) => Promise<R>) {
  if (!alone) return Promise.all(claims.map(perform));
  const results: R[] = [];
  for (const claim of claims) results.push(await perform(claim));
  return results;
}
