import { z } from 'zod';
import { defineJob, type Job } from '#src/jobs/job.ts';
import { endRun, performRun } from './perform-run.ts';

const Data = z.object({ runId: z.uuid() });

/** Runs what people try out. They wait for it, so what fails is told soon. */
export const runJob: Job<z.output<typeof Data>> = defineJob({
  name: 'submissions.run',
  data: Data,
  work: 'steps',
  retries: 3,
  longestPauseSeconds: 3,
  concurrency: 4,
  groupConcurrency: 1,
  expireInSeconds: 120,
  run: (scope, { runId }, { signal }) => performRun(scope, runId, signal),
  gaveUp: (scope, { runId }) => endRun(scope, runId, null),
});

/** Of what was tried out nothing is kept for more than an hour. */
export const forgetRuns = defineJob({
  name: 'submissions.forgetRuns',
  schedule: '*/5 * * * *',
  data: z.object({}),
  async run({ em, organization }) {
    await em.execute(
      `delete from program_run where organization_id = ? and created_at < now() - interval '50 minutes'`,
      [organization.id],
    );
  },
});
