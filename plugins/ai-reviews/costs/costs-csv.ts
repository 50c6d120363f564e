import type { Scope } from '#src/scope/scope.ts';
import { figures, spentAndWritten } from './spent-and-written.ts';

interface Row {
  readonly day: string;
  readonly course: string | null;
  readonly problem: string;
  readonly tier: string | null;
  readonly model: string | null;
  readonly reviews: number;
  readonly questions: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly cost: number;
  readonly estimatedCost: number;
  readonly p50: number | null;
  readonly p95: number | null;
}

const head = [
  'day',
  'course',
  'problem',
  'tier',
  'model',
  'reviews',
  'questions',
  'prompt_tokens',
  'completion_tokens',
  'cost_usd',
  'estimated_usd',
  'median_ms',
  'p95_ms',
] as const;

const query = `
  select to_char(?::timestamptz at time zone 'UTC', 'YYYY-MM-DD') as day, coalesce(c.title, c.label) as course, p.title as problem, e.tier, e.model, ${figures},
    percentile_cont(0.5) within group (order by e.took_ms) as p50, percentile_cont(0.95) within group (order by e.took_ms) as p95
  from ${spentAndWritten(`between ?::timestamptz and ?::timestamptz`)} e join problem p on p.id = e.problem_id left join course c on c.id = e.course_id
  group by e.course_id, c.title, c.label, e.problem_id, p.title, e.tier, e.model order by cost desc, reviews desc, problem`;

const dayMs = 86_400_000;

/** A line for each day (UTC), course, problem, tier and model; each day in a transaction of its own. */
export async function* costsCsv(scope: Scope, days: number) {
  yield head;
  const today = Math.floor(scope.now().getTime() / dayMs) * dayMs;
  for (let ago = 0; ago < days; ago += 1) {
    const from = new Date(today - ago * dayMs);
    const until = new Date(from.getTime() + dayMs - 1);
    const rows = await scope.transaction((inside) => selectDay(inside, from, until), { readOnly: true });
    for (const row of rows) yield lineOf(row);
  }
}

const selectDay = ({ em, organization: { id } }: Scope, from: Date, until: Date) =>
  em.execute<Row[]>(query, [from, id, from, until, id, from, until]);

const named = ['day', 'course', 'problem', 'tier', 'model', 'reviews', 'questions'] as const;
const taken = ['promptTokens', 'completionTokens', 'cost', 'estimatedCost', 'p50', 'p95'] as const;

/** In the order of the head. */
const lineOf = (row: Row) => [...named, ...taken].map((name) => row[name]);
