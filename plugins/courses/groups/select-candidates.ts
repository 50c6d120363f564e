import type { Scope } from '#src/scope/scope.ts';
import type { GroupRow } from './select-group.ts';

export interface Candidate {
  readonly id: string;
  readonly name: string;
  /** Of the set, where they are now; null for none. */
  readonly groupName: string | null;
}

/** More are found by pasting their names. */
export const mostCandidates = 200;

const query = `
  select u.id, u.name, o.name as "groupName"
  from enrollment e join "user" u on u.id = e.user_id
  left join lateral (
    select g.id, g.name from group_member m join course_group g on g.id = m.group_id
    where m.user_id = e.user_id and g.course_id = e.course_id and g.set_name = ? limit 1
  ) o on true
  where e.organization_id = ? and e.course_id = ? and e.role = 'learner' and e.left_at is null and o.id is distinct from ?
  order by o.id is not null, lower(u.name), u.id limit ${mostCandidates}`;

/** Students who may come into a group, those first who are in none of its set; in one statement. */
export const selectCandidates = (
  { em, organization }: Scope,
  { id, courseId, setName }: GroupRow,
): Promise<readonly Candidate[]> => em.execute<Candidate[]>(query, [setName, organization.id, courseId, id]);
