import type { Scope } from '#src/scope/scope.ts';

/** A link of an LMS behind which nothing stands, in a course that the actor teaches. */
export interface EmptyLink {
  readonly courseId: string;
  readonly courseTitle: string | null;
  readonly linkId: string;
  readonly linkTitle: string | null;
  readonly isOutsideCourses: boolean;
  readonly userId: string;
  /** Of the actor. */
  readonly name: string;
  readonly role: 'instructor' | 'teachingAssistant';
  readonly isTestUser: boolean;
}

const query = `
  select c.id as "courseId", coalesce(c.title, c.label) as "courseTitle", l.id as "linkId", nullif(l.title, '') as "linkTitle",
    c.lti_resource_link_id is not null as "isOutsideCourses", e.user_id as "userId", u.name, e.role, e.is_test_user as "isTestUser"
  from enrollment e join course c on c.id = e.course_id join "user" u on u.id = e.user_id
    join lti_resource_link l on l.context_id = c.lti_context_id or l.id = c.lti_resource_link_id
  where e.organization_id = ? and e.user_id = ? and e.course_id = ? and l.id = ? and e.left_at is null
    and e.role in ('instructor', 'teachingAssistant')
    and not exists (select from assignment where lti_resource_link_id = l.id)`;

/** Null for everybody else, and for a link that leads somewhere. One statement. */
export async function selectEmptyLink(
  { em, organization, actor }: Scope,
  { courseId, linkId }: { readonly courseId: string; readonly linkId: string },
): Promise<EmptyLink | null> {
  if (actor.kind !== 'user') return null;
  const [row] = await em.execute<EmptyLink[]>(query, [organization.id, actor.id, courseId, linkId]);
  return row ?? null;
}
