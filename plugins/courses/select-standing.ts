import type { CourseRole, Launch } from '#lti';
import type { Scope } from '#src/scope/scope.ts';

/** What is known of the course of a launch, and of the person in it, before the launch. */
export interface Standing {
  readonly courseId: string;
  readonly title: string | null;
  readonly label: string | null;
  /** With the two that follow null where the person is not enrolled yet. */
  readonly enrollmentId: string | null;
  readonly role: CourseRole | null;
  readonly isTestUser: boolean | null;
}

const query = `
  select c.id as "courseId", c.title, c.label, e.id as "enrollmentId", e.role, e.is_test_user as "isTestUser"
  from course c left join enrollment e on e.course_id = c.id and e.user_id = ?
  where c.lti_context_id = ? or c.lti_resource_link_id = ?`;

/** The course by its context, or, outside every course, by the link itself; in one statement. */
export async function selectStanding(
  { em }: Scope,
  { userId, context, resourceLink }: Launch,
): Promise<Standing | null> {
  const link = context ? null : resourceLink;
  const [standing] = await em.execute<Standing[]>(query, [userId, context?.id ?? null, link?.id ?? null]);
  return standing ?? null;
}
