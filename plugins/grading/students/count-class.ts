import { z } from 'zod';
import type { AssignmentRow } from '#plugins/assignments';
import type { Scope } from '#src/scope/scope.ts';
import { isStudent, studentState, studentTables } from './student-columns.ts';

/** How many of a class are how far. */
export const ClassCounts = z.object({
  students: z.int(),
  untried: z.int(),
  tried: z.int(),
  stuck: z.int(),
  solved: z.int(),
  /** Submissions that are judged now. */
  judging: z.int(),
  /** Grades that other rules made out of date, and that are made anew. */
  outdated: z.int(),
  /** Grades of which the LMS could not be told. */
  untold: z.int(),
  medianPoints: z.number().nullable(),
  /** Of those who tried. */
  medianAttempts: z.number().nullable(),
});
export type ClassCounts = z.output<typeof ClassCounts>;

const query = (assignmentId: string) => `
  select count(*)::int as students, count(*) filter (where state = 'untried')::int as untried,
    count(*) filter (where state = 'tried')::int as tried, count(*) filter (where state = 'stuck')::int as stuck,
    count(*) filter (where state = 'solved')::int as solved, coalesce(sum(waiting), 0)::int as judging,
    count(*) filter (where outdated)::int as outdated, count(*) filter (where untold)::int as untold,
    percentile_cont(0.5) within group (order by points) as "medianPoints",
    percentile_cont(0.5) within group (order by attempts) filter (where attempts > 0) as "medianAttempts"
  from (select ${studentState} as state, coalesce(w.attempts, 0) as attempts, w.waiting, g.points::float8 as points,
      g.made_at is not null and g.assignment_version < a.version as outdated, g.untold is not null as untold
    from ${studentTables(assignmentId)} where a.organization_id = ? and ${isStudent}) students`;

export async function countClass({ em, organization }: Scope, { id }: Pick<AssignmentRow, 'id'>): Promise<ClassCounts> {
  const [counts] = await em.execute<ClassCounts[]>(query(id), [organization.id]);
  return counts!;
}
