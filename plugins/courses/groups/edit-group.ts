import { invalid } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { changeGroups } from './change-groups.ts';
import { CourseGroup } from './course-group.entity.ts';
import { tellRemoval } from './group-removal.ts';
import { GroupMember } from './group-member.entity.ts';
import { selectNames } from './make-groups.ts';
import type { GroupRow } from './select-group.ts';

/** Throws DomainError `invalid` for a name that another group of the set has. */
export const renameGroup = (scope: Scope, group: GroupRow, name: string): Promise<void> =>
  changeGroups(scope, group, async (inside) => {
    const standing = await selectNames(inside, group);
    if (name !== group.name && standing.includes(name))
      throw invalid({ field: 'name', key: 'courses.groups.error.nameTaken', parameters: { name } });
    await inside.em.nativeUpdate(CourseGroup, { id: group.id }, { name });
  });

/** Who was in it is in no group of the set then. Their work stays, and what was given to the group is gone. */
export const removeGroup = (scope: Scope, group: GroupRow): Promise<void> =>
  changeGroups(scope, group, async (inside) => {
    await tellRemoval(inside, group.id);
    await inside.em.nativeDelete(CourseGroup, { id: group.id });
  });

export const takeOutOfGroup = (scope: Scope, group: GroupRow, people: readonly string[]): Promise<void> =>
  changeGroups(scope, group, async ({ em }) => {
    await em.nativeDelete(GroupMember, { group: group.id, user: { $in: [...people] } });
  });
