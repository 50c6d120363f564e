import { z } from 'zod';
import type { Scope } from '#src/scope/scope.ts';

/** What became of the submissions of a time: how many there were of each kind, and in how many seconds reviews came. */
export const Delivery = z.object({
  /** Taken in, and of them those that got a verdict instead of a failure on our side, or of waiting on. */
  handedIn: z.int(),
  judged: z.int(),
  /** Judged, so that a review is due; and of them with any review at all. */
  due: z.int(),
  reviewed: z.int(),
  /** There so soon after the verdict. */
  withinFiveSeconds: z.int(),
  withinTwoMinutes: z.int(),
  /** Of those that are due: nothing broke, be it a model or our own part, on the way to the review. */
  undisturbed: z.int(),
  /** Seconds from the verdict to the review, within which 95 of a hundred are there. */
  p95Seconds: z.number().nullable(),
  /** Mean of the seconds for which a review was written, of all and of those by the model. */
  meanSeconds: z.number().nullable(),
  meanModelSeconds: z.number().nullable(),
});
export type Delivery = z.output<typeof Delivery>;

/** Refusals by rule are no disturbance, nor is what our checks withhold. */
const disturbances = ['unreachable', 'timeout', 'limited', 'serverError', 'refused', 'unreadable', 'unknown'];

/** So long after it was handed in, a submission is judged and reviewed, or something was in the way. */
const settledMinutes = 10;

const disturbed = `
  r.tier is null or r.state = 'FAILED'
    or exists (select from jsonb_array_elements(r.passed_over) p where p ->> 'why' in ('${disturbances.join(`', '`)}'))`;

const query = `
  select count(*)::int as "handedIn", count(*) filter (where w.has_verdict and not w.is_unjudged)::int as judged,
    count(*) filter (where w.has_verdict)::int as due, count(*) filter (where w.is_reviewed)::int as reviewed,
    count(*) filter (where w.is_reviewed and w.waited <= interval '5 seconds')::int as "withinFiveSeconds",
    count(*) filter (where w.is_reviewed and w.waited <= interval '2 minutes')::int as "withinTwoMinutes",
    count(*) filter (where w.has_verdict and not w.is_disturbed)::int as undisturbed,
    round(percentile_cont(0.95) within group (order by extract(epoch from greatest(w.waited, interval '0'))) filter (where w.is_reviewed)::numeric, 1)::float8 as "p95Seconds",
    round(avg(w.took_ms) filter (where w.is_reviewed) / 1000, 1)::float8 as "meanSeconds",
    round(avg(w.took_ms) filter (where w.is_reviewed and w.tier = 'model') / 1000, 1)::float8 as "meanModelSeconds"
  from (
    select s.status not in ('PENDING', 'RUNNING') as has_verdict, s.status = 'ERROR' and s.obstacle is not null as is_unjudged,
      r.finished_at is not null and r.tier is not null as is_reviewed, r.finished_at - s.judged_at as waited, r.took_ms, r.tier, (${disturbed}) as is_disturbed
    from submission s left join ai_review r on r.submission_id = s.id and r.judgement = s.judgement and r.occasion = 'judged'
    where s.organization_id = ? and s.accepted_at > now() - make_interval(days => ?)
      and s.accepted_at < now() - interval '${settledMinutes} minutes') w`;

/** Of what was handed in within so many days, but not in the last ten minutes. One statement. */
export async function selectDelivery({ em, organization }: Scope, days: number): Promise<Delivery> {
  const [row] = await em.execute<Delivery[]>(query, [organization.id, days]);
  return row!;
}
