import type { CourseRole } from '#lti';
import { prepared } from '#src/database/prepared.ts';
import type { Scope } from '#src/scope/scope.ts';

export interface LinkRow {
  readonly courseId: string;
  readonly courseTitle: string | null;
  readonly isOutsideCourses: boolean;
  readonly linkId: string;
  readonly linkTitle: string | null;
  /** Of who asks. */
  readonly name: string;
  readonly role: CourseRole;
  readonly isTestUser: boolean;
}

const query = `
  select c.id as "courseId", coalesce(c.title, c.label) as "courseTitle", c.lti_resource_link_id is not null as "isOutsideCourses",
    l.id as "linkId", nullif(l.title, '') as "linkTitle", u.name, e.role, e.is_test_user as "isTestUser"
  from enrollment e
  join "user" u on u.id = e.user_id
  join course c on c.id = e.course_id
  join lti_resource_link l on l.context_id = c.lti_context_id or l.id = c.lti_resource_link_id
  where e.organization_id = $1 and e.user_id = $2 and e.course_id = $3 and l.id = $4 and e.left_at is null`;

/** A link of a course in which the actor is, in one statement; null for any other course or link. */
export async function selectLink(
  { em, organization, actor }: Scope,
  { courseId, linkId }: { readonly courseId: string; readonly linkId: string },
): Promise<LinkRow | null> {
  if (actor.kind !== 'user') return null;
  const [row] = await prepared<LinkRow>(em, query, [organization.id, actor.id, courseId, linkId]);
  return row ?? null;
}
