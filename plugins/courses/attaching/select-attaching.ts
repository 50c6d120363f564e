import type { Scope } from '#src/scope/scope.ts';

export interface StandingAttachment {
  readonly formerCourseId: string;
  readonly formerTitle: string | null;
  readonly attachedBy: string | null;
  readonly attachedAt: string;
}

const standing = `
  select f.id as "formerCourseId", coalesce(f.title, f.label) as "formerTitle", u.name as "attachedBy", a.created_at as "attachedAt"
  from course_attachment a join course f on f.id = a.former_course_id left join "user" u on u.id = a.attached_by_id
  where a.organization_id = ? and a.course_id = ? and a.detached_at is null`;

/** The context that leads into a course since somebody said so; null where none does. One statement. */
export async function selectAttachment(
  { em, organization }: Scope,
  courseId: string,
): Promise<StandingAttachment | null> {
  const [found] = await em.execute<StandingAttachment[]>(standing, [organization.id, courseId]);
  return found ?? null;
}

const open = `
  select c.id as value, coalesce(c.title, '–') as label from enrollment e join course c on c.id = e.course_id
  where e.organization_id = ? and e.user_id = ? and e.role = 'instructor' and not e.is_test_user and e.left_at is null
    and c.is_active and num_nonnulls(c.lti_context_id, c.lti_resource_link_id) = 0
  order by lower(c.title), c.id limit 200`;

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The courses of somebody that a context can be attached to: made here, going on, and theirs to teach. One statement. */
export const selectOpenCourses = ({ em, organization }: Scope, userId: string): Promise<readonly Choice[]> =>
  em.execute<Choice[]>(open, [organization.id, userId]);

export interface Side {
  readonly id: string;
  readonly title: string | null;
  readonly staff: readonly string[];
  readonly learners: number;
}

const sides = `
  select c.id, coalesce(c.title, c.label) as title,
    array(select u.name from enrollment e join "user" u on u.id = e.user_id
      where e.course_id = c.id and e.role in ('instructor', 'teachingAssistant') and not e.is_test_user and e.left_at is null
      order by lower(u.name), u.id limit 100) as staff,
    (select count(*)::int from enrollment e
      where e.course_id = c.id and e.role = 'learner' and not e.is_test_user and e.left_at is null) as learners
  from course c where c.organization_id = ? and c.id in (?, ?) order by c.id = ? desc`;

/** Who is in two courses, in this order; in one statement. */
export const selectSides = ({ em, organization }: Scope, from: string, to: string): Promise<readonly Side[]> =>
  em.execute<Side[]>(sides, [organization.id, from, to, from]);
