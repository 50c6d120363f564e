import { chart } from '#src/charts/chart.ts';
import type { Scope } from '#src/scope/scope.ts';
import { measured } from './select-quality.ts';

interface Week {
  /** Its Monday, as `03-16`. */
  readonly name: string;
  readonly satisfaction: number | null;
  readonly quality: number | null;
  readonly helpful: number | null;
  readonly implemented: number | null;
}

const weeks = 12;

const query = `
  select to_char(w.monday at time zone 'UTC', 'MM-DD') as name, round(avg(m.satisfaction), 2)::float8 as satisfaction, round(avg(m.quality), 2)::float8 as quality,
    round(100 * sum(m.helps) / nullif(sum(m.said), 0))::float8 as helpful,
    round(100 * sum(m.implemented)::numeric / nullif(sum(m.compared), 0))::float8 as implemented
  from generate_series(date_trunc('week', now(), 'UTC') - interval '${weeks - 1} weeks', date_trunc('week', now(), 'UTC'), interval '1 week') w(monday)
    left join (${measured}) m on m.finished_at >= w.monday and m.finished_at < w.monday + interval '1 week'
  group by w.monday order by w.monday`;

/** What is followed week by week: stars of 1 to 5, and per cent. */
export const trends = ['satisfaction', 'quality', 'helpful', 'implemented'] as const;

/** A picture for each trend that has something to show. One statement. */
export async function selectTrends({ em, organization }: Scope) {
  const found = await em.execute<Week[]>(query, [organization.id, organization.id, weeks * 7]);
  const columns = found.map(({ name }) => name);
  const told = trends.filter((trend) => found.some((week) => week[trend] !== null));
  const draw = (values: (number | null)[]) => chart({ kind: 'bar', columns, series: [{ name: '', values }] });
  return Promise.all(told.map(async (trend) => ({ trend, chart: await draw(found.map((week) => week[trend])) })));
}
