import type { Scope } from '#src/scope/scope.ts';

/** A course in which the actor teaches. */
export interface TaughtCourse {
  readonly id: string;
  readonly title: string | null;
}

/** Null for everybody who does not teach there now. One statement. */
export async function selectTaughtCourse(
  { em, organization, actor }: Scope,
  courseId: string,
): Promise<TaughtCourse | null> {
  if (actor.kind !== 'user') return null;
  const [row] = await em.execute<TaughtCourse[]>(
    `select c.id, coalesce(c.title, c.label) as title from course c join enrollment e on e.course_id = c.id
      where c.organization_id = ? and c.id = ? and e.user_id = ? and e.left_at is null
        and e.role in ('instructor', 'teachingAssistant')`,
    [organization.id, courseId, actor.id],
  );
  return row ?? null;
}
