import type { Kernel } from '#src/scope/kernel.ts';
import { isOutgoingPaused } from '#src/outgoing/outgoing.ts';
import type { Claim } from './claim.ts';
import type { Job } from './job.ts';
import { performGaveUp } from './perform-gave-up.ts';
import { performJob } from './perform-job.ts';
import { announceJobs } from './pages/announce-jobs.ts';
import { allJobs, gaveUpQueue } from './queue-name.ts';

export interface Worker {
  stop(): Promise<void>;
}

/** Works on every queue of the application. What leaves the installation waits while outgoing work is paused. */
export async function startWorker(kernel: Kernel): Promise<Worker> {
  const jobs = allJobs(kernel.plugins);
  const outgoing = jobs.filter((job) => job.outgoing);
  const announce = announceJobs(kernel);
  for (const job of jobs) if (!job.outgoing) await listen(kernel, job, announce);
  let goesOut = false;
  const look = async () => {
    const paused = await isOutgoingPaused(kernel.orm);
    if (paused === !goesOut) return;
    goesOut = !paused;
    for (const job of outgoing) await (paused ? ignore(kernel, job) : listen(kernel, job, announce));
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

/** Stops listening; what runs already runs to its end. */
async function ignore({ queue }: Kernel, job: Job) {
  await queue.boss.offWork(job.name);
  if (job.gaveUp) await queue.boss.offWork(gaveUpQueue(job));
}

/**
 * Batches of two or more drain a backlog at once (with one job a fetch, LISTEN/NOTIFY drains one for each poll); inside a
 * batch the jobs run side by side. A queue that shares itself out by groups gets a worker for each job that may run: a
 * fetch there brings at most one job of a group, so only further fetches, while that one runs, reach the other groups.
 */
async function listen(kernel: Kernel, job: Job, announce: (envelope: unknown) => void) {
  const byGroups = job.groupConcurrency !== undefined;
  const workers = byGroups ? job.concurrency : job.concurrency >= 4 ? 2 : 1;
  const options = {
    batchSize: Math.max(2, Math.ceil(job.concurrency / workers)),
    burstWhenBatchFull: true,
    perJobResults: true,
    pollingIntervalSeconds: 1,
    notifyPollingIntervalSeconds: 2,
    ...(byGroups ? { groupConcurrency: job.groupConcurrency } : {}),
  } as const;
  const { boss } = kernel.queue;
  for (let started = 0; started < workers; started += 1) {
    const id: string = await boss.work(job.name, options, async (claims: unknown[]) => {
      const perform = (claim: Claim) => performJob(kernel, job, claim);
      const results = await performAll(claims as Claim[], job.concurrency === 1, announced(perform, announce));
      // A short batch does not mean that the queue is empty, as it does elsewhere: look again at once.
      if (byGroups) boss.notifyWorker(id);
      return results;
    });
  }
  if (job.gaveUp)
    await boss.work(gaveUpQueue(job), options, (claims) =>
      performAll(
        claims as Claim[],
        false,
        announced((claim) => performGaveUp(kernel, job, claim), announce),
      ),
    );
}

/** Says before and after that something is going on in the job's organization. */
const announced =
  <R>(perform: (claim: Claim) => Promise<R>, announce: (envelope: unknown) => void) =>
  (claim: Claim) => {
    announce(claim.data);
    return perform(claim).finally(() => announce(claim.data));
  };

async function performAll<R>(claims: readonly Claim[], alone: boolean, perform: (claim: Claim) => Promise<R>) {
  if (!alone) return Promise.all(claims.map(perform));
  const results: R[] = [];
  for (const claim of claims) results.push(await perform(claim));
  return results;
}
