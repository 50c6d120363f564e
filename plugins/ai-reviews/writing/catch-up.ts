import { z } from 'zod';
import { defineJob } from '#src/jobs/job.ts';
import { reviewJudged } from './begin-review.ts';
import { turnOf } from './turn-of.ts';
import { writeReviewJob } from './write-review-job.ts';

/** For so long after its verdict a submission without a review still gets one. */
export const daysOfCatchingUp = 2;

const missing = `
  select s.id, s.judgement from submission s
  where s.organization_id = ? and s.judged_at between now() - interval '${daysOfCatchingUp} days' and now() - interval '10 minutes'
    and s.status not in ('PENDING', 'RUNNING')
    and not exists (select from ai_review r where r.submission_id = s.id and r.judgement = s.judgement)
  order by s.judged_at limit 200`;

const stuck = `
  select id from ai_review
  where organization_id = ? and state in ('WAITING', 'WRITING') and created_at < now() - interval '20 minutes'
    and coalesce(next_try_at, started_at, created_at) < now() - interval '20 minutes'
  order by created_at limit 200`;

/** What has fallen between two jobs is found again: every submission ends with a review [H1-33]. */
export const catchUpJob = defineJob({
  name: 'ai-reviews.catchUp',
  schedule: '*/10 * * * *',
  data: z.object({}),
  async run(scope) {
    const organization = [scope.organization.id];
    for (const { id, judgement } of await scope.em.execute<{ id: string; judgement: number }[]>(missing, organization))
      await reviewJudged(scope, id, judgement);
    for (const { id } of await scope.em.execute<{ id: string }[]>(stuck, organization))
      await scope.enqueue(writeReviewJob, { reviewId: id }, { priority: turnOf({ isLate: true }) });
  },
});
