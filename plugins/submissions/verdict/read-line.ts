import { z } from 'zod';
import { defineCache } from '#src/cache/cache-definition.ts';
import { prepared } from '#src/database/prepared.ts';
import { tableOf } from '#src/jobs/queue-name.ts';
import type { Scope } from '#src/scope/scope.ts';
import { judgingQueue } from '../pipeline/judging-queue.ts';
import { estimateWait, type Line, type Wait } from './estimate-wait.ts';

const line = defineCache<Line>({
  name: 'submissions.line',
  seconds: 1,
  value: z.object({
    waiting: z.array(z.object({ group: z.string(), at: z.number() })),
    lanes: z.number(),
    seconds: z.number().nullable(),
    slowed: z.number(),
  }),
});

/** Longer lines are counted up to here. */
const mostCounted = 5_000;
/** Judgings of a day by which one sees how fast it goes when nobody wants anything else. */
const mostCompared = 500;

/** Where a submission stands that waits for its turn, a second old at most. */
export async function readWait(scope: Scope, mine: { readonly userId: string; readonly at: Date }): Promise<Wait> {
  const { cache, organization } = scope;
  const seen = await cache.cached(line, organization.id, 'line', () => readLine(scope));
  return estimateWait(seen, { group: mine.userId, at: mine.at.getTime() });
}

interface Row {
  /** Whose turn each takes, and when it was queued, in milliseconds. */
  readonly waiting: readonly (readonly [group: string | null, at: number])[];
  readonly active: number;
  readonly seconds: number | null;
  readonly slowed: number | null;
}

const table = tableOf(judgingQueue.name);

/**
 * The whole installation waits in one line; how long one takes is known of the own organization. By how much it is slowed down is seen
 * from right programs for the same problem in the same language, of which one in twenty had hardly anybody beside it. Ended jobs stay in the table for
 * weeks, so it is asked by the conditions of its partial indexes.
 */
const query = `
  select (
      select coalesce(json_agg(json_build_array(group_id, extract(epoch from created_on) * 1000)), '[]')
      from (
        select group_id, created_on from ${table} where name = $1 and state < 'active' and not blocked and priority >= 0
        order by priority desc, created_on limit ${mostCounted}) first) as waiting,
    (select count(*)::int from ${table} where name = $1 and state = 'active' and group_id is not null) as active,
    latest.seconds, latest.slowed
  from (
    with day as (
      select problem_id, language, started_at, judged_at, case when status = 'ACCEPTED' then stretch end as stretch from submission
      where organization_id = $2 and archived_at is null and judged_at > now() - interval '1 day'
      order by judged_at desc limit ${mostCompared}),
    calm as (
      select problem_id, language, percentile_cont(0.05) within group (order by stretch) as stretch from day group by problem_id, language)
    select avg(extract(epoch from judged_at - started_at))::float8 as seconds, avg(now.stretch / calm.stretch)::float8 as slowed
    from (select * from day where judged_at > now() - interval '15 minutes' order by judged_at desc limit 50) now
      join calm using (problem_id, language)) latest`;

/** How the line looks to one organization, read anew. */
export async function readLine({ em, organization }: Scope): Promise<Line> {
  const [row] = await prepared<Row>(em, query, [judgingQueue.name, organization.id]);
  const { waiting, active, seconds, slowed } = row!;
  return {
    waiting: waiting.map(([group, at]) => ({ group: group ?? '', at })),
    lanes: Math.max(judgingQueue.lanes, active),
    seconds,
    slowed: Math.max(1, slowed ?? 1),
  };
}
