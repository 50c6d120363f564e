import { z } from 'zod';
import { defineCache } from '#src/cache/cache-definition.ts';
import { prepared } from '#src/database/prepared.ts';
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
  }),
});

/** Longer lines are counted up to here. */
const mostCounted = 5_000;

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
}

/**
 * The whole installation waits in one line; how long one takes is known of the own organization. Ended jobs stay in the table for
 * weeks, so it is asked by the conditions of its partial indexes.
 */
const query = `
  select (
      select coalesce(json_agg(json_build_array(group_id, extract(epoch from created_on) * 1000)), '[]')
      from (
        select group_id, created_on from pgboss.job where name = $1 and state < 'active' and not blocked and priority >= 0
        order by priority desc, created_on limit ${mostCounted}) first) as waiting,
    (select count(*)::int from pgboss.job where name = $1 and state = 'active' and group_id is not null) as active,
    (
      select avg(extract(epoch from judged_at - started_at))::float8 from (
        select judged_at, started_at from submission
        where organization_id = $2 and archived_at is null and judged_at > now() - interval '15 minutes'
        order by judged_at desc limit 50) latest) as seconds`;

async function readLine({ em, organization }: Scope): Promise<Line> {
  const [row] = await prepared<Row>(em, query, [judgingQueue.name, organization.id]);
  const { waiting, active, seconds } = row!;
  return {
    waiting: waiting.map(([group, at]) => ({ group: group ?? '', at })),
    lanes: Math.max(judgingQueue.lanes, active),
    seconds,
  };
}
