import { PgBoss } from 'pg-boss';
import type { Plugin } from '#src/plugin.ts';
import type { Envelope } from './envelope.ts';
import type { Job } from './job.ts';
import { allJobs, gaveUpQueue, queueOptions } from './queue-name.ts';

/** pg-boss's own queue of jobs that a schedule has made; a process that keeps time makes it, and ours may not. */
const scheduleQueue = '__pgboss__send-it';

/** Installs pg-boss's schema and makes, as the owner, a queue for every job and the schedules of those that have one. */
export async function prepareQueues(ownerUrl: string, plugins: readonly Plugin[], say: (step: string) => void) {
  // Not `schedule: true`: this process would claim a pass over the schedules, and perhaps end before it has made the jobs.
  const boss = new PgBoss({ connectionString: ownerUrl, max: 4, supervise: false, schedule: false });
  boss.on('error', (error) => say(`the job queue met an error: ${error.message}`));
  await boss.start();
  try {
    const jobs = allJobs(plugins);
    const known = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
    const missing = jobs.filter((job) => !known.has(job.name));
    if (missing.length > 0) say(`making ${missing.length} job queues`);
    for (const job of jobs) await prepareQueue(boss, job, known);
    await boss.createQueue(scheduleQueue);
    await prepareSchedules(boss, jobs);
  } finally {
    await boss.stop({ graceful: false });
  }
}

async function prepareQueue(boss: PgBoss, job: Job, known: ReadonlyMap<string, object>) {
  const options = queueOptions(job);
  if (job.gaveUp && !known.has(gaveUpQueue(job)))
    await boss.createQueue(gaveUpQueue(job), { ...options, retryLimit: 5 });
  const deadLetter = job.gaveUp ? { deadLetter: gaveUpQueue(job) } : {};
  if (!known.has(job.name)) return boss.createQueue(job.name, { ...options, ...deadLetter });
  const { partition: _fixed, ...changeable } = options;
  return boss.updateQueue(job.name, { ...changeable, ...deadLetter });
}

/** A schedule that the code no longer has is taken away; queues stay, because an older process may still use them. */
async function prepareSchedules(boss: PgBoss, jobs: readonly Job[]) {
  const scheduled = jobs.filter((job) => job.schedule);
  for (const { name } of await boss.getSchedules())
    if (!scheduled.some((job) => job.name === name)) await boss.unschedule(name);
  for (const job of scheduled) {
    const envelope: Envelope = {
      organizationId: null,
      onBehalfOf: null,
      requestId: `schedule ${job.name}`,
      ...(job.per === 'organization' ? { forEach: 'organization' as const } : {}),
      data: {},
    };
    await boss.schedule(job.name, job.schedule!, envelope, { tz: 'UTC', missed: 'once' });
  }
}
