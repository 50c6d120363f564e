import type { Kernel } from '#src/scope/kernel.ts';
import type { Claim } from './claim.ts';
import type { Job } from './job.ts';
import { holdBack, mayBeHeld } from './hold-back.ts';
import { lookForDue } from './look-for-due.ts';
import { performGaveUp } from './perform-gave-up.ts';
import { performJob } from './perform-job.ts';
import { announceJobs } from './pages/announce-jobs.ts';
import { allJobs, gaveUpQueue, queuesOf } from './queue-name.ts';
import { wakeWorkers, type Waking } from './wake-workers.ts';
import { watchOverQueues } from './watch-over-queues.ts';

export interface Worker {
  stop(): Promise<void>;
}

/** Works on every queue of the application, but for what is held back. */
export async function startWorker(kernel: Kernel): Promise<Worker> {
  const jobs = allJobs(kernel.plugins);
  const watch = watchOverQueues(kernel);
  const work: Work = {
    kernel,
    waking: wakeWorkers(kernel, watch.touch),
    touch: watch.touch,
    announce: announceJobs(kernel),
  };
  for (const job of jobs) if (!mayBeHeld(job)) await listen(work, job);
  const holding = await holdBack(kernel, jobs, {
    hold: (job) => ignore(work, job),
    letGo: (job) => listen(work, job),
  });
  const looking = lookForDue(kernel, work.waking);
  return {
    async stop() {
      await Promise.all([holding.stop(), looking.stop()]);
      await watch.stop();
      await kernel.queue.stop({ graceful: true });
    },
  };
}

interface Work {
  readonly kernel: Kernel;
  readonly waking: Waking;
  /** Told of a queue in which something begins or ends. */
  readonly touch: (queue: string) => void;
  /** Told of a job's envelope before it begins and after it ended. */
  readonly announce: (envelope: unknown) => void;
}

/** Stops listening; what runs already runs to its end. */
async function ignore({ kernel, waking }: Work, job: Job) {
  for (const queue of queuesOf(job)) {
    waking.forget(queue);
    await kernel.queue.boss.offWork(queue);
  }
}

/**
 * Short jobs are taken in batches, which run side by side: two or more drain a backlog at once. Where jobs wait for others (`steps`), or
 * a queue shares itself out by groups, each job that may run has a worker, which takes one and looks again when that has ended:
 * nobody's job waits for one that happened to be taken with it.
 */
async function listen(work: Work, job: Job) {
  const { groupConcurrency, concurrency } = job;
  const isOneByOne = groupConcurrency !== undefined || job.work === 'steps';
  const workers = isOneByOne ? concurrency : concurrency >= 4 ? 2 : 1;
  const options = {
    batchSize: isOneByOne ? 1 : Math.max(2, Math.ceil(concurrency / workers)),
    ...(groupConcurrency === undefined ? {} : { groupConcurrency }),
  };
  const perform = (claim: Claim) => performJob(work.kernel, job, claim);
  for (let started = 0; started < workers; started += 1)
    await startOne(work, job.name, { ...options, afterMs: job.patient ? patientAfterMs : 0 }, (claims) =>
      performAll(claims, concurrency === 1, perform),
    );
  if (!job.gaveUp) return;
  const hear = (claim: Claim) => performGaveUp(work.kernel, job, claim);
  await startOne(work, gaveUpQueue(job), options, (claims) => performAll(claims, false, hear));
}

/** What is patient begins when the page that hears of the same event has been drawn: both would want the same processor. */
const patientAfterMs = 250;

interface Pace {
  readonly batchSize: number;
  readonly groupConcurrency?: number;
  /** After the announcement. */
  readonly afterMs?: number;
}

async function startOne(
  { kernel, waking, touch, announce }: Work,
  queue: string,
  { afterMs, ...pace }: Pace,
  perform: (claims: readonly Claim[]) => Promise<Result[]>,
) {
  const { boss } = kernel.queue;
  const options = {
    ...pace,
    burstWhenBatchFull: true,
    perJobResults: true,
    pollingIntervalSeconds: lookAgainSeconds(),
  } as const;
  const id: string = await boss.work(queue, options, async (found: unknown[]) => {
    const claims = found as Claim[];
    waking.begins(queue, id, claims.length === pace.batchSize);
    touch(queue);
    for (const { data } of claims) announce(data);
    try {
      return await perform(claims);
    } finally {
      for (const { data } of claims) announce(data);
      touch(queue);
      waking.ends(queue, id);
      // One that ended does not mean that the queue is empty, as a short batch does elsewhere: look again at once.
      if (pace.batchSize === 1) boss.notifyWorker(id);
    }
  });
  waking.add(queue, id, afterMs);
}

/**
 * Until a queue is looked at for which nobody was woken, if that should ever go wrong. Each queue has its own time, up to half as long
 * again; a hundred that look at the same moment keep whoever meets them waiting.
 */
const lookAgainSeconds = () => 60 * (1 + Math.random() / 2);

type Result = Awaited<ReturnType<typeof performJob>>;

async function performAll(claims: readonly Claim[], alone: boolean, perform: (claim: Claim) => Promise<Result>) {
  if (!alone) return Promise.all(claims.map(perform));
  const results: Result[] = [];
  for (const claim of claims) results.push(await perform(claim));
  return results;
}
