import { freshEntityManager } from '#src/database/open-orm.ts';
import { offersFor } from '#src/extension.ts';
import { Envelope } from '#src/jobs/envelope.ts';
import type { Job } from '#src/jobs/job.ts';
import { allJobs } from '#src/jobs/queue-name.ts';
import type { Kernel } from '#src/scope/kernel.ts';
import { outgoingPreview, type OutgoingPreview } from './outgoing-preview.ts';

/** What waits to leave the installation by one kind of job. */
export interface WaitingOutgoing {
  readonly job: string;
  readonly count: number;
  readonly oldest: Date;
  /** One line for each of the oldest, where the owner of the job says how. */
  readonly items: readonly string[];
}

/** Everything that would leave, oldest first in each kind, with at most `limit` lines a kind. */
export async function findWaitingOutgoing(kernel: Kernel, limit: number): Promise<readonly WaitingOutgoing[]> {
  const previews = offersFor(
    outgoingPreview,
    kernel.plugins.flatMap((plugin) => plugin.contributes),
  );
  const waiting: WaitingOutgoing[] = [];
  for (const job of allJobs(kernel.plugins).filter(({ outgoing }) => outgoing)) {
    const [sum] = await ask<{ count: number; oldest: string | null }>(
      kernel,
      'select count(*)::int as count, min(created_on) as oldest',
      job,
    );
    if (!sum?.oldest) continue;
    const preview = previews.find((offer) => offer.job === job.name);
    const rows = preview
      ? await ask<{ data: unknown }>(kernel, 'select data', job, `order by created_on, id limit ${limit}`)
      : [];
    waiting.push({
      job: job.name,
      count: sum.count,
      oldest: new Date(sum.oldest),
      items: rows.map(({ data }) => line(job, preview!, data)),
    });
  }
  return waiting;
}

const ask = <R>({ orm }: Kernel, select: string, job: Job, rest = '') =>
  freshEntityManager(orm).execute<R[]>(
    `${select} from pgboss.job where name = ? and state in ('created', 'retry', 'active') ${rest}`,
    [job.name],
  );

function line(job: Job, { describe }: OutgoingPreview, queued: unknown) {
  const envelope = Envelope.safeParse(queued);
  if (envelope.data?.forEach) return 'one for each organization';
  const data = job.data.safeParse(envelope.data?.data);
  return data.success ? describe(data.data as never) : 'its data cannot be read any more: it will fail';
}
