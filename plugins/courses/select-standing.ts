import type { CourseRole, Launch } from '#lti';
import { prepared } from '#src/database/prepared.ts';
import type { Scope } from '#src/scope/scope.ts';

/** What is known of the course of a launch, and of the person in it, before the launch. */
export interface Standing {
  readonly courseId: string;
  readonly title: string | null;
  readonly label: string | null;
  /** It was here before its context came to it, and keeps its own name. */
  readonly isAttached: boolean;
  /** With those that follow null where the person is not enrolled yet. */
  readonly enrollmentId: string | null;
  readonly role: CourseRole | null;
  readonly isTestUser: boolean | null;
  readonly hasLeft: boolean | null;
}

const query = `
  select c.id as "courseId", c.title, c.label,
    exists (select from course_attachment a where a.course_id = c.id and a.detached_at is null) as "isAttached", e.id as "enrollmentId", e.role, e.is_test_user as "isTestUser",
    e.left_at is not null as "hasLeft"
  from course c left join enrollment e on e.course_id = c.id and e.user_id = $1
  where c.lti_context_id = $2 or c.lti_resource_link_id = $3`;

/** The course by its context, or, outside every course, by the link itself; in one statement. */
export async function selectStanding(
  { em }: Scope,
  { userId, context, resourceLink }: Launch,
): Promise<Standing | null> {
  const link = context ? null : resourceLink;
  const [standing] = await prepared<Standing>(em, query, [userId, context?.id ?? null, link?.id ?? null]);
  return standing ?? null;
}
