import { z } from 'zod';
import { havingRole, operators } from '#src/http/allow.ts';
import { defineTopic } from '#src/http/live/topic.ts';
import { countJobs } from '#src/jobs/select-jobs.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';

export const Counts = z.object({ running: z.number(), waiting: z.number(), failed: z.number() });
const countsView = view('kernel/jobs/counts', Counts);
const none = z.object({});

/** Who sees the organization's jobs. */
export const keepers = havingRole('owner', 'admin');

/** How many jobs of the organization run, wait and have failed. */
export const organizationJobs = defineTopic({
  name: 'kernel.organizationJobs',
  params: none,
  target: () => 'job-counts',
  allow: keepers,
  audience: () => 'keepers',
  draw: async ({ em, organization }) => ({ view: countsView, data: await countJobs(em, organization.id) }),
});

/** The same for the whole installation. */
export const installationJobs = defineTopic({
  name: 'kernel.installationJobs',
  tenant: 'none',
  params: none,
  target: () => 'job-counts',
  allow: operators,
  audience: () => 'operators',
  draw: async (scope) => ({ view: countsView, data: sumOf(await countQueues(scope)) }),
});

export interface QueueCounts extends z.output<typeof Counts> {
  readonly name: string;
}

/** Queues in which something is, as pg-boss last counted them: a few seconds old, and cheap however many jobs there are. */
export const countQueues = ({ em }: InstallationScope) =>
  em.execute<QueueCounts[]>(
    `select name, active_count as running, queued_count as waiting, failed_count as failed from pgboss.queue
     where name not like '\\_\\_pgboss%' and active_count + queued_count + failed_count > 0 order by name`,
  );

export const sumOf = (queues: readonly QueueCounts[]) => {
  const sum = { running: 0, waiting: 0, failed: 0 };
  for (const queue of queues) for (const state of ['running', 'waiting', 'failed'] as const) sum[state] += queue[state];
  return sum;
};
