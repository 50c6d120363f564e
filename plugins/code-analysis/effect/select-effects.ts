import { z } from 'zod';
import type { Scope } from '#src/scope/scope.ts';

/** How often a pattern stood in a submission, in how many of them another one of the same person followed, and in how many of those it was gone. */
export const Effect = z.object({ found: z.int(), followed: z.int(), gone: z.int() });
export type Effect = z.output<typeof Effect>;

export const noEffect: Effect = { found: 0, followed: 0, gone: 0 };

/** Days back. */
export const effectDays = 180;

const query = `
  with readings as (
    select patterns, lead(patterns) over (partition by user_id, problem_id, language order by handed_in_at) as next
    from program_reading where organization_id = ? and handed_in_at > now() - interval '${effectDays} days')
  select p.id, count(*)::int as found, count(next)::int as followed, count(*) filter (where not next @> array[p.id])::int as gone
  from readings, unnest(patterns) p(id) group by p.id`;

/** Of each pattern that was found within half a year, by its id. One statement. */
export async function selectEffects({ em, organization }: Scope): Promise<ReadonlyMap<string, Effect>> {
  const rows = await em.execute<(Effect & { id: string })[]>(query, [organization.id]);
  return new Map(rows.map(({ id, ...effect }) => [id, effect]));
}
