import { z } from 'zod';
import { freshEntityManager } from '#src/database/open-orm.ts';
import type { Kernel } from '#src/scope/kernel.ts';
import { allJobs } from './queue-name.ts';

export interface FailedJob {
  readonly id: string;
  readonly name: string;
  readonly organizationId: string | null;
  readonly failedAt: Date;
  readonly attempts: number;
  /** What the last try said. */
  readonly message: string;
}

const Output = z.object({ message: z.string() }).catch({ message: 'It said nothing.' });

/** Jobs whose last try failed, newest first, at most 1,000: they stay for 14 days and can be tried again. */
export async function findFailedJobs({ orm, plugins }: Kernel, name?: string): Promise<readonly FailedJob[]> {
  const names = allJobs(plugins)
    .map((job) => job.name)
    .filter((known) => !name || known === name);
  if (names.length === 0) return [];
  const rows = await freshEntityManager(orm).execute<
    { id: string; name: string; organizationId: string | null; failedAt: string; attempts: number; output: unknown }[]
  >(
    `select id, name, data ->> 'organizationId' as "organizationId", completed_on as "failedAt", retry_count + 1 as attempts, output
     from pgboss.job where state = 'failed' and name in (${names.map(() => '?').join(', ')}) order by completed_on desc limit 1000`,
    names,
  );
  return rows.map(({ output, failedAt, ...row }) => ({
    ...row,
    failedAt: new Date(failedAt),
    message: Output.parse(output).message,
  }));
}
