import { z } from 'zod';
import { defineJob } from '#src/jobs/job.ts';

/** Requests for content that nobody can answer any more. */
export const sweepDeepLinks = defineJob({
  name: 'lti.sweepDeepLinks',
  schedule: '23 3 * * *',
  data: z.object({}),
  async run({ em }) {
    await em.execute(
      `delete from lti_deep_link where organization_id is not null and expires_at < now() - interval '1 day'`,
    );
  },
});
