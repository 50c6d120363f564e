import { z } from 'zod';
import { defineJob } from '#src/jobs/job.ts';
import type { Scope } from '#src/scope/scope.ts';

/** Reviews in one sample. */
export const sampleSize = 12;

// The first of each tier, then the second of each, and so on: one that writes seldom is seen all the same.
const draw = `
  insert into sampled_review (id, organization_id, review_id)
  select gen_random_uuid(), organization_id, id from (
    select r.id, r.organization_id, row_number() over (partition by r.tier order by random()) as turn
    from ai_review r
    where r.organization_id = ? and r.state = 'COMPLETE' and r.finished_at > now() - interval '28 days'
      and not exists (select from sampled_review o where o.review_id = r.id)) drawn
  order by turn, random() limit ${sampleSize}
  on conflict (review_id) do nothing returning id`;

/** Draws reviews of the last four weeks by lot, from all tiers alike; says how many. In the open transaction. */
export async function drawSample({ em, organization }: Scope): Promise<number> {
  return (await em.execute<unknown[]>(draw, [organization.id])).length;
}

/** Every Monday, so that those who teach find something to look at [H3-06, H3-08]. */
export const drawSampleJob = defineJob({
  name: 'ai-reviews.drawSample',
  schedule: '15 4 * * 1',
  data: z.object({}),
  run: async (scope) => void (await drawSample(scope)),
});
