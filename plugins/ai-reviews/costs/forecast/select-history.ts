import type { Scope } from '#src/scope/scope.ts';

/** A day in UTC, as `2026-11-28`. */
export interface Day {
  readonly day: string;
  /** Paid by whoever pays now, in millionths of a US dollar. */
  readonly micros: number;
  readonly tokens: number;
}

/** Back to the first of any month, and further than four weeks. */
export const daysBack = 34;

const query = `
  with own as (select exists (select from ai_own_model where organization_id = ?) as "hasKey")
  select to_char(d.day at time zone 'UTC', 'YYYY-MM-DD') as day, coalesce(sum(c.cost_micros), 0)::float8 as micros,
    coalesce(sum(c.prompt_tokens + c.completion_tokens), 0)::float8 as tokens, own."hasKey"
  from own cross join generate_series(date_trunc('day', now(), 'UTC') - interval '${daysBack} days', date_trunc('day', now(), 'UTC'), interval '1 day') d(day)
    left join ai_model_call c on c.organization_id = ? and c.has_own_key = own."hasKey"
      and c.created_at >= d.day and c.created_at < d.day + interval '1 day'
  group by d.day, own."hasKey" order by d.day`;

/** What the model took, day by day until today, and whether the organization pays for it itself. One statement. */
export async function selectHistory({ em, organization }: Scope) {
  const rows = await em.execute<(Day & { hasKey: boolean })[]>(query, [organization.id, organization.id]);
  const days = rows.map(({ day, micros, tokens }): Day => ({ day, micros, tokens }));
  return { days, hasOwnKey: rows[0]!.hasKey };
}

const handedIn = `
  select to_char(d.day at time zone 'UTC', 'YYYY-MM-DD') as day, count(s.id)::int as amount
  from generate_series(date_trunc('day', now(), 'UTC') - interval '${daysBack} days', date_trunc('day', now(), 'UTC'), interval '1 day') d(day)
    left join submission s on s.organization_id = ? and s.accepted_at >= d.day and s.accepted_at < d.day + interval '1 day'
  group by d.day order by d.day`;

/** How much was handed in, day by day until today. One statement. */
export const selectHandedIn = ({ em, organization }: Scope) =>
  em.execute<{ day: string; amount: number }[]>(handedIn, [organization.id]);
