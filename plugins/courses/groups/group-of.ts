import { prepared } from '#src/database/prepared.ts';
import type { Scope } from '#src/scope/scope.ts';

export interface Group {
  readonly id: string;
  readonly setName: string;
  readonly name: string;
}

const query = `
  select g.id, g.set_name as "setName", g.name from group_member m join course_group g on g.id = m.group_id
  where m.organization_id = $1 and m.user_id = $2 and g.course_id = $3 and ($4::text is null or g.set_name = $4)
  order by g.set_name, g.id limit 1`;

/**
 * The group in which somebody works, in this set of a course's groups, or, where `setName` is null, in the first set by name that
 * has them; null for somebody who is in none. One statement.
 */
export async function groupOf(
  { em, organization }: Scope,
  courseId: string,
  setName: string | null,
  userId: string,
): Promise<Group | null> {
  const [group] = await prepared<Group>(em, query, [organization.id, userId, courseId, setName]);
  return group ?? null;
}
