import type { Scope } from '#src/scope/scope.ts';

/** What there is only so much of: judgings side by side, and questions that a model is asked side by side. */
export const resources = ['judging', 'model'] as const;
export type Resource = (typeof resources)[number];

export interface Week {
  readonly resource: Resource;
  /** Its Monday, as `2026-11-23`. */
  readonly monday: string;
  /** How many there were in its busiest hour. */
  readonly peak: number;
  /** Mean of the seconds that one took; null where none was measured. */
  readonly seconds: number | null;
  readonly count: number;
}

/** Whole weeks that are looked at, and the one that goes on. */
export const weeksBack = 12;

const since = `date_trunc('week', now(), 'UTC') - interval '${weeksBack} weeks'`;

const query = `
  select h.resource, to_char(date_trunc('week', h.hour, 'UTC') at time zone 'UTC', 'YYYY-MM-DD') as monday, max(h.count)::int as peak,
    sum(h.count)::int as count, (sum(h.seconds) / nullif(sum(h.measured), 0))::float8 as seconds
  from (
    select 'judging' as resource, date_trunc('hour', accepted_at, 'UTC') as hour, count(*) as count,
      sum(extract(epoch from judged_at - started_at)) as seconds, count(judged_at - started_at) as measured
    from submission where organization_id = ? and accepted_at >= ${since} group by 2
    union all
    select 'model', date_trunc('hour', created_at, 'UTC'), count(*), sum(took_ms) / 1000.0, count(took_ms)
    from ai_model_call where organization_id = ? and created_at >= ${since} group by 2) h
  group by 1, 2 order by 1, 2`;

/** The weeks in which there was anything, until this one. One statement. */
export const selectLoad = ({ em, organization }: Scope): Promise<Week[]> =>
  em.execute<Week[]>(query, [organization.id, organization.id]);
