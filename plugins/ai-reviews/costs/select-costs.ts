import { z } from 'zod';
import type { Scope } from '#src/scope/scope.ts';
import { figures, spentAndWritten } from './spent-and-written.ts';

/** By what spending is told apart; `all` is one row for everything. */
export const divisions = ['all', 'course', 'problem', 'tier', 'model'] as const;

/** What a group of reviews and hints took. */
export const CostRow = z.object({
  by: z.enum(divisions),
  /** Title, name or tier; null for work outside of courses. */
  name: z.string().nullable(),
  reviews: z.int(),
  /** Calls of a model, for reviews and hints, whatever came of them. */
  questions: z.int(),
  promptTokens: z.number(),
  completionTokens: z.number(),
  /** US dollars; and of them what was paid with a key of the organization's own. */
  cost: z.number(),
  ownCost: z.number(),
  /** Of them what we estimate, because an answer broke off before it was counted. */
  estimatedCost: z.number(),
  /** Seconds of writing: half of them took less, 95 and 99 of a hundred. */
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
  /** 0 to 1: there within two minutes of the verdict [PERF-06]. */
  inTime: z.number().nullable(),
});
export type CostRow = z.output<typeof CostRow>;

/** Lines of one table: whoever wants them all takes the file. */
const most = 15;

const second = (share: number) =>
  `round((percentile_cont(${share}) within group (order by e.took_ms) / 1000)::numeric, 2)::float8`;

const query = `
  select "by", name, reviews, questions, "promptTokens", "completionTokens", cost, "estimatedCost", "ownCost", p50, p95, p99, "inTime" from (
    select g.*, row_number() over (partition by "by" order by cost desc, reviews desc, name) as place from (
      select case when grouping(e.course_id) = 0 then 'course' when grouping(e.problem_id) = 0 then 'problem'
          when grouping(e.tier) = 0 then 'tier' when grouping(e.model) = 0 then 'model' else 'all' end as "by",
        coalesce(c.title, c.label, p.title, e.tier, e.model) as name, ${figures}, sum(e.own_micros)::float8 / 1000000 as "ownCost",
        ${second(0.5)} as p50, ${second(0.95)} as p95, ${second(0.99)} as p99,
        (count(*) filter (where e.waited <= interval '2 minutes'))::float8 / nullif(sum(e.ended), 0) as "inTime"
      from ${spentAndWritten('> now() - make_interval(days => ?)')} e join problem p on p.id = e.problem_id left join course c on c.id = e.course_id
      group by grouping sets ((), (e.course_id, c.title, c.label), (e.problem_id, p.title), (e.tier), (e.model))
      having (grouping(e.model) = 1 or e.model is not null) and (grouping(e.tier) = 1 or e.tier is not null)) g) placed
  where place <= ${most} order by "by", place`;

/** What so many days took, as a whole and for each course, problem, tier and model; the dearest first. One statement. */
export const selectCosts = ({ em, organization }: Scope, days: number): Promise<CostRow[]> =>
  em.execute<CostRow[]>(query, [organization.id, days, organization.id, days]);
