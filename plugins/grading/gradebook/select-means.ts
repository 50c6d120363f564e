import type { Scope } from '#src/scope/scope.ts';
import { isStudent } from '../students/student-columns.ts';

const query = `
  select g.assignment_id as id, avg(g.points)::float8 as mean
  from grade g join enrollment e on e.user_id = g.user_id and e.course_id = ?
  where g.organization_id = ? and g.assignment_id = any(?::uuid[]) and ${isStudent} group by 1`;

/** The mean of the grades of these assignments of a course; without those that have no grade. One statement. */
export async function selectMeans(
  { em, organization }: Scope,
  courseId: string,
  assignmentIds: readonly string[],
): Promise<ReadonlyMap<string, number | null>> {
  const values = [courseId, organization.id, `{${assignmentIds.join(',')}}`];
  const rows = await em.execute<{ id: string; mean: number | null }[]>(query, values);
  return new Map(rows.map(({ id, mean }) => [id, mean]));
}
