import type { Scope } from '#src/scope/scope.ts';

export interface OwnGroup {
  readonly id: string;
  readonly setName: string;
  readonly name: string;
  readonly members: readonly string[];
}

const query = `
  select g.id, g.set_name as "setName", g.name,
    array(select u.name from group_member o join "user" u on u.id = o.user_id
      join enrollment e on e.course_id = g.course_id and e.user_id = o.user_id
      where o.group_id = g.id and e.left_at is null order by lower(u.name), u.id) as members
  from group_member m join course_group g on g.id = m.group_id
  where m.organization_id = ? and m.user_id = ? and g.course_id = ? order by g.set_name, g.name`;

/** The groups in which somebody is in a course, and with whom; in one statement. */
export const selectOwnGroups = (
  { em, organization }: Scope,
  courseId: string,
  userId: string,
): Promise<readonly OwnGroup[]> => em.execute<OwnGroup[]>(query, [organization.id, userId, courseId]);
