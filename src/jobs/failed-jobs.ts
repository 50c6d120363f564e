import { freshEntityManager } from '#src/database/open-orm.ts';
import type { Kernel } from '#src/scope/kernel.ts';
import { allJobs } from './queue-name.ts';
import { selectJobs } from './select-jobs.ts';

export interface FailedJob {
  readonly id: string;
  readonly name: string;
  readonly organizationId: string | null;
  readonly failedAt: Date;
  readonly attempts: number;
  /** What the last try said. */
  readonly message: string;
}

/** Jobs whose last try failed, newest first, at most 1,000: they stay for 14 days and can be tried again. */
export async function findFailedJobs({ orm, plugins }: Kernel, name?: string): Promise<readonly FailedJob[]> {
  const names = allJobs(plugins)
    .map((job) => job.name)
    .filter((known) => !name || known === name);
  const rows = await selectJobs(freshEntityManager(orm), { states: ['failed'], names, limit: 1000 });
  return rows.map(({ id, name: job, organizationId, at, attempts, message }) => ({
    id,
    name: job,
    organizationId,
    failedAt: at,
    attempts,
    message: message ?? 'It said nothing.',
  }));
}
