import type { CourseRole } from '#lti';
import type { Scope } from '#src/scope/scope.ts';

export interface PersonRow {
  readonly userId: string;
  readonly name: string;
  readonly role: CourseRole;
  /** Null for whoever came from an LMS. */
  readonly ownRole: CourseRole | null;
  readonly leftAt: string | null;
}

const query = `
  select u.id as "userId", u.name, e.role, e.own_role as "ownRole", e.left_at as "leftAt"
  from enrollment e join "user" u on u.id = e.user_id
  where e.organization_id = ? and e.course_id = ? and e.user_id = ?`;

interface Ids {
  readonly courseId: string;
  readonly personId: string;
}

/** Somebody who is in a course or was, for those who may know; null for anybody else. One statement. */
export async function selectPerson(
  { em, organization }: Scope,
  { courseId, personId }: Ids,
): Promise<PersonRow | null> {
  const [person] = await em.execute<PersonRow[]>(query, [organization.id, courseId, personId]);
  return person ?? null;
}
