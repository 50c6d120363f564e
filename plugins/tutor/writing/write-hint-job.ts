import { z } from 'zod';
import { defineJob, type Job } from '#src/jobs/job.ts';
import { endWithGeneral, writeHint } from './write-hint.ts';

const Data = z.object({ hintId: z.uuid() });

/** Writes one hint: somebody waits for it, so that little is tried again. */
export const writeHintJob: Job<z.output<typeof Data>> = defineJob({
  name: 'tutor.writeHint',
  data: Data,
  work: 'steps',
  retries: 2,
  longestPauseSeconds: 5,
  expireInSeconds: 120,
  run: (scope, { hintId }, { signal }) => writeHint(scope, hintId, signal),
  gaveUp: (scope, { hintId }) => endWithGeneral(scope, hintId),
});
