import type { Scope } from '#src/scope/scope.ts';
import { isStaff } from '../course-views.ts';
import { selectCourse } from '../select-course.ts';

/** A group as those see it who are in it or teach in its course. */
export interface GroupRow {
  readonly id: string;
  readonly courseId: string;
  readonly courseTitle: string | null;
  readonly setName: string;
  readonly name: string;
  readonly isStaff: boolean;
}

interface Ids {
  readonly courseId: string;
  readonly groupId: string;
}

const query = `
  select g.id, g.set_name as "setName", g.name,
    exists (select from group_member m where m.group_id = g.id and m.user_id = ?) as "isMember"
  from course_group g where g.organization_id = ? and g.course_id = ? and g.id = ?`;

/** Null for a group of another course, and for students one of others. In two statements. */
export async function selectGroup(scope: Scope, { courseId, groupId }: Ids): Promise<GroupRow | null> {
  const { em, organization, actor } = scope;
  const course = await selectCourse(scope, courseId);
  if (!course || actor.kind !== 'user') return null;
  const [found] = await em.execute<{ id: string; setName: string; name: string; isMember: boolean }[]>(query, [
    actor.id,
    organization.id,
    courseId,
    groupId,
  ]);
  if (!found || !(found.isMember || isStaff(course))) return null;
  const { isMember: _isMember, ...group } = found;
  return { ...group, courseId, courseTitle: course.title, isStaff: isStaff(course) };
}

/** The same for those who teach in the course; null for everybody else. */
export async function selectTaughtGroup(scope: Scope, ids: Ids): Promise<GroupRow | null> {
  const group = await selectGroup(scope, ids);
  return group?.isStaff ? group : null;
}
