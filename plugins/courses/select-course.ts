import type { CourseRole } from '#lti';
import { prepared } from '#src/database/prepared.ts';
import type { Scope } from '#src/scope/scope.ts';

export interface CourseRow {
  readonly id: string;
  readonly version: number;
  readonly title: string | null;
  /** Null where it says no more than the title. */
  readonly label: string | null;
  /** Markdown. */
  readonly description: string | null;
  readonly timeZone: string;
  readonly isActive: boolean;
  /** Null outside the courses of the platform. */
  readonly contextId: string | null;
  /** An LMS launches into it, a course or only a link of it. */
  readonly isOfLms: boolean;
  /** Of who asks. */
  readonly role: CourseRole;
  readonly isTestUser: boolean;
  /** They joined here and not from an LMS, and so may leave here. */
  readonly mayLeave: boolean;
}

const query = `
  select c.id, c.version, coalesce(c.title, c.label) as title, nullif(c.label, coalesce(c.title, c.label)) as label,
    c.description, c.time_zone as "timeZone", c.is_active as "isActive", c.lti_context_id as "contextId",
    num_nonnulls(c.lti_context_id, c.lti_resource_link_id) > 0 as "isOfLms", e.role, e.is_test_user as "isTestUser",
    e.own_role is not null as "mayLeave"
  from enrollment e join course c on c.id = e.course_id
  where e.organization_id = $1 and e.user_id = $2 and e.course_id = $3 and e.left_at is null`;

/** A course in which the actor is, in one statement; null for any other. */
export async function selectCourse({ em, organization, actor }: Scope, courseId: string): Promise<CourseRow | null> {
  if (actor.kind !== 'user') return null;
  const [row] = await prepared<CourseRow>(em, query, [organization.id, actor.id, courseId]);
  return row ?? null;
}
