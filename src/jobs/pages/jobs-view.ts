import { z } from 'zod';
import type { JobRow, JobState } from '#src/jobs/select-jobs.ts';
import { view } from '#src/views.ts';
import { Counts } from './live-counts.ts';

const Job = z.object({
  id: z.string(),
  name: z.string(),
  organizationId: z.string().nullable(),
  at: z.string(),
  attempts: z.number(),
  message: z.string().nullable(),
  ids: z.array(z.object({ name: z.string(), id: z.string() })),
});

/** Jobs by what has become of them, the latest 100 of each. */
export const jobsView = view(
  'kernel/jobs/list',
  z.object({
    counts: Counts,
    queues: z.array(Counts.extend({ name: z.string() })),
    running: z.array(Job),
    waiting: z.array(Job),
    failed: z.array(Job),
    live: z.string(),
    path: z.string(),
  }),
);

/** The three lists of the view. */
export async function jobLists(select: (state: JobState) => Promise<readonly JobRow[]>) {
  const drawn = async (state: JobState) => (await select(state)).map(asDrawn);
  return { running: await drawn('running'), waiting: await drawn('waiting'), failed: await drawn('failed') };
}

const asDrawn = ({ id, name, organizationId, at, attempts, message, ids }: JobRow) => ({
  id,
  name,
  organizationId,
  at: at.toISOString(),
  attempts,
  message,
  ids: [...ids],
});
