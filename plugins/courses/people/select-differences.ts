import { courseRoleOf, type CourseRole } from '#lti';
import type { Scope } from '#src/scope/scope.ts';

export interface Difference {
  readonly userId: string;
  readonly name: string;
  readonly kind: 'joined' | 'changed' | 'returned' | 'missing';
  readonly role: CourseRole;
  readonly formerRole: CourseRole | null;
  readonly formerName: string | null;
  readonly missingSince: string | null;
}

/** Of each kind; the counts say how many there are. */
export const mostOfAKind = 200;

const query = `
  select * from (
    select m.user_id as "userId", u.name, k.kind, m.roles, m.former_roles as "formerRoles", m.former_name as "formerName",
      m.missing_since as "missingSince", row_number() over (partition by k.kind order by lower(u.name), u.id) as place
    from lti_roster r join lti_membership m on m.context_id = r.context_id join "user" u on u.id = m.user_id
    cross join lateral (
      select case when m.missing_since is not null then 'missing' when m.changed_in = r.read_id then m.change end as kind
    ) k
    where r.context_id = ? and m.left_at is null and k.kind is not null
  ) d where place <= ${mostOfAKind} order by place`;

interface Row extends Omit<Difference, 'role' | 'formerRole'> {
  readonly roles: readonly string[];
  readonly formerRoles: readonly string[] | null;
}

/** What the last read of a roster changed, and who was lacking, by name; in one statement. */
export async function selectDifferences({ em }: Scope, contextId: string): Promise<readonly Difference[]> {
  const rows = await em.execute<Row[]>(query, [contextId]);
  return rows.map(({ roles, formerRoles, ...row }) => ({
    ...row,
    role: courseRoleOf(roles),
    formerRole: formerRoles && courseRoleOf(formerRoles),
  }));
}
