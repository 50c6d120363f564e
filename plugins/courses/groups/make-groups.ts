import { invalid } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { changeGroups, type GroupSet } from './change-groups.ts';
import { CourseGroup } from './course-group.entity.ts';

/** The groups of one set at most. */
export const mostGroups = 500;

/** Adds groups without people to a set. Throws DomainError `invalid` for no name, too many, and for one that is there already. */
export const makeGroups = (scope: Scope, set: GroupSet, names: readonly string[]): Promise<void> =>
  changeGroups(scope, set, async (inside) => {
    const wanted = [...new Set(names)];
    if (wanted.length === 0) throw invalid({ field: 'names', key: 'courses.groups.error.noName' });
    const standing = await selectNames(inside, set);
    const double = wanted.find((name) => standing.includes(name));
    if (double) throw invalid({ field: 'names', key: 'courses.groups.error.nameTaken', parameters: { name: double } });
    refuseTooMany(standing.length + wanted.length, 'names');
    addGroups(inside, set, wanted);
  });

/** The names of the groups that a set has. */
export async function selectNames({ em }: Scope, { courseId: course, setName }: GroupSet): Promise<readonly string[]> {
  const groups = await em.find(CourseGroup, { course, setName }, { fields: ['name'] });
  return groups.map(({ name }) => name);
}

/** Throws DomainError `invalid` where a set would have more groups than it may. */
export function refuseTooMany(count: number, field: string): void {
  if (count > mostGroups)
    throw invalid({ field, key: 'courses.groups.error.tooMany', parameters: { most: mostGroups } });
}

/** In the open transaction. */
export const addGroups = ({ em }: Scope, { courseId: course, setName }: GroupSet, names: readonly string[]) =>
  names.map((name) => em.create(CourseGroup, { course, setName, name } as never));
