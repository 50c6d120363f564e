import type { Scope } from '#src/scope/scope.ts';
import type { Attaching } from './attach-context.ts';

const groups = `
  insert into course_group (id, organization_id, course_id, set_name, name)
  select gen_random_uuid(), g.organization_id, ?, g.set_name, g.name from course_group g
  where g.organization_id = ? and g.course_id = ?
  on conflict (course_id, set_name, name) do nothing`;

/** Whoever is in a group of the set there stays in that one. */
const members = `
  insert into group_member (id, organization_id, group_id, user_id)
  select gen_random_uuid(), m.organization_id, n.id, m.user_id
  from course_group g join group_member m on m.group_id = g.id
  join course_group n on n.course_id = ? and n.set_name = g.set_name and n.name = g.name
  where g.organization_id = ? and g.course_id = ? and not exists (
    select from group_member o join course_group other on other.id = o.group_id
    where o.user_id = m.user_id and other.course_id = n.course_id and other.set_name = n.set_name)`;

/** The groups of one course in another too, where those of the same set and name become one; in the open transaction. */
export async function copyGroups({ em, organization }: Scope, { from, to }: Attaching): Promise<void> {
  await em.execute(groups, [to, organization.id, from]);
  await em.execute(members, [to, organization.id, from]);
}
