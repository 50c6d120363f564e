import { z } from 'zod';
import { defineJob } from '#src/jobs/job.ts';

/** As long a review may be taken for another program [CON-35]. */
export const daysKept = 30;

/** Every night, what is too old to be taken, or has been replaced. The reviews themselves stay. */
export const forgetProgramsJob = defineJob({
  name: 'ai-reviews.forgetPrograms',
  schedule: '50 3 * * *',
  data: z.object({}),
  async run({ em, organization, log }) {
    const gone = await em.execute<{ id: string }[]>(
      `delete from reviewed_program p using ai_review r
        where p.organization_id = ? and r.id = p.review_id
          and (p.created_at < now() - interval '${daysKept} days' or r.state <> 'COMPLETE') returning p.id`,
      [organization.id],
    );
    log.info({ gone: gone.length }, 'programs whose reviews are not taken any more are forgotten');
  },
});
