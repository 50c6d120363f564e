import type { Scope } from '#src/scope/scope.ts';
import { mostGroups } from './make-groups.ts';

interface CountedGroup {
  readonly id: string;
  readonly name: string;
  readonly members: number;
}

export interface CountedSet {
  readonly name: string;
  /** Students who are in none of its groups. */
  readonly without: number;
  readonly groups: readonly CountedGroup[];
}

/** Numbers in their order: `2` before `10`. */
const query = `
  with learner as (
    select user_id from enrollment
    where organization_id = ? and course_id = ? and role = 'learner' and not is_test_user and left_at is null
  ), counted as (
    select g.id, g.set_name, g.name, count(l.user_id)::int as members
    from course_group g left join group_member m on m.group_id = g.id left join learner l on l.user_id = m.user_id
    where g.organization_id = ? and g.course_id = ? group by g.id
  )
  select set_name as name, greatest((select count(*) from learner)::int - sum(members)::int, 0) as without,
    json_agg(json_build_object('id', id, 'name', name, 'members', members)
      order by length(substring(name from '^[0-9]+')) nulls last, name) as groups
  from counted group by set_name order by set_name limit ${mostGroups}`;

/** How a course is divided, for its staff, in one statement. */
export const selectSets = ({ em, organization }: Scope, courseId: string): Promise<readonly CountedSet[]> =>
  em.execute<CountedSet[]>(query, [organization.id, courseId, organization.id, courseId]);
