import { z } from 'zod';
import { defineJob } from '#src/jobs/job.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';

const sweep = async ({ em, now }: Pick<Scope | InstallationScope, 'em' | 'now'>) =>
  void (await em.execute('delete from kept_answer where expires_at < ?', [now()]));

const hourly = '23 * * * *';

/** Forgets the answers that were kept for repeats, a day after they were given. */
export const sweepKeptAnswers = defineJob({
  name: 'kernel.sweepKeptAnswers',
  schedule: hourly,
  data: z.object({}),
  run: sweep,
});

/** The same for operators, whose answers belong to no organization. */
export const sweepOperatorsKeptAnswers = defineJob({
  name: 'kernel.sweepOperatorsKeptAnswers',
  per: 'installation',
  schedule: hourly,
  data: z.object({}),
  run: sweep,
});
