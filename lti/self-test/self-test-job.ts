import { z } from 'zod';
import { defineJob, type Job } from '#src/jobs/job.ts';
import { outgoingPreview } from '#src/outgoing/outgoing-preview.ts';
import { giveUpSelfTest, runSelfTest } from './run-self-test.ts';

const Data = z.object({ selfTestId: z.uuid() });
type Data = z.output<typeof Data>;

/** Tries everything that is asked of a platform, in the background: a platform that does not answer takes its time for each step. */
export const selfTestJob: Job<Data> = defineJob({
  name: 'lti.runSelfTest',
  data: Data,
  work: 'steps',
  outgoing: true,
  retries: 2,
  concurrency: 2,
  run: (scope, { selfTestId }) => runSelfTest(scope, selfTestId),
  gaveUp: (scope, { selfTestId }) => giveUpSelfTest(scope, selfTestId),
});

export const selfTestPreview = outgoingPreview({
  job: selfTestJob.name,
  describe: ({ selfTestId }: Data) => `a self-test of an LMS (${selfTestId})`,
});
