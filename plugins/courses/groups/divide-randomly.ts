import { randomInt } from 'node:crypto';
import { invalid } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { changeGroups, type GroupSet } from './change-groups.ts';
import { GroupMember } from './group-member.entity.ts';
import { addGroups, refuseTooMany, selectNames } from './make-groups.ts';

const withoutGroup = `
  select e.user_id as id from enrollment e
  where e.organization_id = ? and e.course_id = ? and e.role = 'learner' and not e.is_test_user and e.left_at is null
    and not exists (select from group_member m join course_group g on g.id = m.group_id
      where m.user_id = e.user_id and g.course_id = e.course_id and g.set_name = ?)
  order by e.user_id`;

/**
 * Puts every student of a course who is in no group of a set into new ones by chance, with `size` people at most and one less where
 * it does not come out even. Throws DomainError `invalid` where nobody is left.
 */
export const divideRandomly = (scope: Scope, set: GroupSet, size: number): Promise<void> =>
  changeGroups(scope, set, async (inside) => {
    const { em, organization } = inside;
    const people = await em.execute<{ id: string }[]>(withoutGroup, [organization.id, set.courseId, set.setName]);
    if (people.length === 0) throw invalid({ field: 'setName', key: 'courses.groups.error.nobodyLeft' });
    const parts = evenParts(shuffled(people.map(({ id }) => id)), Math.ceil(people.length / size));
    const standing = await selectNames(inside, set);
    refuseTooMany(standing.length + parts.length, 'size');
    const groups = addGroups(inside, set, freeNumbers(standing, parts.length));
    parts.forEach((part, index) => {
      for (const user of part) em.create(GroupMember, { group: groups[index]!, user } as never);
    });
  });

/** Every order is as likely as any other. */
export function shuffled<T>(list: readonly T[]): T[] {
  const mixed = [...list];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
  }
  return mixed;
}

/** So many parts, of which none has two more than another. */
export const evenParts = <T>(list: readonly T[], count: number): T[][] =>
  Array.from({ length: count }, (_none, part) => list.filter((_one, index) => index % count === part));

/** Numbers are names in every language. */
function freeNumbers(taken: readonly string[], count: number) {
  const names: string[] = [];
  for (let number = 1; names.length < count; number += 1)
    if (!taken.includes(String(number))) names.push(String(number));
  return names;
}
