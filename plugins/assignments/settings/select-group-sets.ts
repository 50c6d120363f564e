import type { Scope } from '#src/scope/scope.ts';

const query = `select distinct set_name as name from course_group where organization_id = ? and course_id = ? order by name`;

/** In which ways a course is divided into groups, by name. */
export async function selectGroupSets({ em, organization }: Scope, courseId: string): Promise<readonly string[]> {
  const rows = await em.execute<{ name: string }[]>(query, [organization.id, courseId]);
  return rows.map(({ name }) => name);
}
