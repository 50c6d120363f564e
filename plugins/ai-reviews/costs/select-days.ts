import { chart } from '#src/charts/chart.ts';
import type { Scope } from '#src/scope/scope.ts';
import { spentAndWritten } from './spent-and-written.ts';

interface Day {
  /** As `11-28`, of UTC. */
  readonly name: string;
  readonly cents: number;
  readonly tokens: number;
  readonly seconds: number | null;
}

const query = `
  select to_char(d.day at time zone 'UTC', 'MM-DD') as name, coalesce(round(sum(e.cost_micros) / 10000.0, 1), 0)::float8 as cents,
    coalesce(sum(e.prompt_tokens + e.completion_tokens), 0)::float8 as tokens,
    round((percentile_cont(0.95) within group (order by e.took_ms) / 1000)::numeric, 1)::float8 as seconds
  from generate_series(date_trunc('day', now(), 'UTC') - make_interval(days => ? - 1), date_trunc('day', now(), 'UTC'), interval '1 day') d(day)
    left join ${spentAndWritten('> now() - make_interval(days => ?)')} e on e.at >= d.day and e.at < d.day + interval '1 day'
  group by d.day order by d.day`;

/** What is drawn day by day: US cents, tokens, and within how many seconds 95 of a hundred reviews were written. */
export const measures = ['cents', 'tokens', 'seconds'] as const;

/** A picture for each measure of which there was any. One statement. */
export async function selectDays({ em, organization }: Scope, days: number) {
  const found = await em.execute<Day[]>(query, [days, organization.id, days, organization.id, days]);
  const columns = found.map(({ name }) => name);
  const drawn = measures
    .map((measure) => ({ measure, values: found.map((day) => day[measure] ?? 0) }))
    .filter(({ values }) => values.some((value) => value > 0));
  return Promise.all(
    drawn.map(async ({ measure, values }) => ({
      measure,
      chart: await chart({ kind: 'area', columns, series: [{ name: '', values }] }),
    })),
  );
}
