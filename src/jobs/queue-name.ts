import { createHash } from 'node:crypto';
import type { Job } from './job.ts';

/** Where a job lands when its last try has failed, if it wants to hear of it. */
export const gaveUpQueue = (job: Job) => `${job.name}/gave-up`;

/** Both queues of a job that has a second one. */
export const queuesOf = (job: Job) => [job.name, ...(job.gaveUp ? [gaveUpQueue(job)] : [])];

/**
 * The table of pg-boss's in which a queue keeps its jobs: for whoever often looks at one queue. A look at `pgboss.job` is planned with
 * what PostgreSQL knows of a hundred tables, which takes it ten times as long as the look.
 */
export const tableOf = (queue: string) => `pgboss.j${createHash('sha224').update(queue).digest('hex')}`;

/** How a queue is made by `migrate`; every job has a table of its own, so that a crowded one slows no other. */
export const queueOptions = (job: Job) => ({
  partition: true,
  notify: true,
  retryLimit: job.retries,
  retryBackoff: true,
  retryDelay: 1,
  retryDelayMax: job.longestPauseSeconds,
  expireInSeconds: job.expireInSeconds,
  heartbeatSeconds: 10,
  // A restored backup may be old: what waits in it must not be swept away as stale.
  retentionSeconds: 180 * 86_400,
  deleteAfterSeconds: 14 * 86_400,
});

/** Every job of the application: declared ones and one for each subscription. */
export function allJobs(
  plugins: readonly { readonly jobs: readonly Job[]; readonly on: readonly { readonly job: Job }[] }[],
) {
  const jobs = plugins.flatMap((plugin) => [...plugin.jobs, ...plugin.on.map((subscription) => subscription.job)]);
  const twice = jobs.find((job, index) => jobs.findIndex((other) => other.name === job.name) !== index);
  if (twice) throw new Error(`Two jobs are called ${twice.name}. A job's name is \`plugin.verbNoun\` and unique.`);
  return jobs;
}
