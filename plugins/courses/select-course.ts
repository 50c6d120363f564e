import type { CourseRole } from '#lti';
import type { Scope } from '#src/scope/scope.ts';

export interface CourseRow {
  readonly id: string;
  readonly title: string | null;
  /** Null where it says no more than the title. */
  readonly label: string | null;
  readonly timeZone: string;
  /** Of who asks. */
  readonly role: CourseRole;
  readonly isTestUser: boolean;
}

const query = `
  select c.id, coalesce(c.title, c.label) as title, nullif(c.label, coalesce(c.title, c.label)) as label,
    c.time_zone as "timeZone", e.role, e.is_test_user as "isTestUser"
  from enrollment e join course c on c.id = e.course_id
  where e.organization_id = ? and e.user_id = ? and e.course_id = ?`;

/** A course in which the actor is, in one statement; null for any other. */
export async function selectCourse({ em, organization, actor }: Scope, courseId: string): Promise<CourseRow | null> {
  if (actor.kind !== 'user') return null;
  const [row] = await em.execute<CourseRow[]>(query, [organization.id, actor.id, courseId]);
  return row ?? null;
}
