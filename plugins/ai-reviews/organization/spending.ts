import { z } from 'zod';
import type { Scope } from '#src/scope/scope.ts';
import { spenders, spentAndWritten } from '../costs/spent-and-written.ts';

export const Spending = z.array(
  z.object({
    tier: z.enum(spenders),
    reviews: z.int(),
    tokens: z.int(),
    /** In US dollars. */
    cost: z.number(),
    /** Half of them took less. */
    seconds: z.number(),
  }),
);

const query = `
  select e.tier, sum(e.reviews)::int as reviews, sum(e.prompt_tokens + e.completion_tokens)::int as tokens,
    sum(e.cost_micros)::float8 / 1000000 as cost,
    coalesce(round((percentile_cont(0.5) within group (order by e.took_ms) / 1000)::numeric, 1), 0)::float8 as seconds
  from ${spentAndWritten(`>= date_trunc('month', now(), 'UTC')`)} e
  where e.tier is not null
  group by e.tier order by reviews desc`;

/** Who wrote how many reviews this month, and what that and hints took. */
export const readSpending = ({ em, organization }: Scope): Promise<z.output<typeof Spending>> =>
  em.execute<z.output<typeof Spending>>(query, [organization.id, organization.id]);
