import { prepared } from '#src/database/prepared.ts';
import type { Scope } from '#src/scope/scope.ts';

export interface Member {
  readonly userId: string;
  readonly name: string;
}

const query = `
  select u.id as "userId", u.name from group_member m join course_group g on g.id = m.group_id
  join enrollment e on e.course_id = g.course_id and e.user_id = m.user_id join "user" u on u.id = m.user_id
  where m.organization_id = $1 and m.group_id = $2 and e.left_at is null order by lower(u.name), u.id`;

/** Who is in a group, by name, without those who left the course. One statement. */
export const membersOf = async ({ em, organization }: Scope, groupId: string): Promise<readonly Member[]> =>
  prepared<Member>(em, query, [organization.id, groupId]);
