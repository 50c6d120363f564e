import type { Scope } from '#src/scope/scope.ts';
import { readGroups, readGroupSets, type Group, type GroupSet } from '../advantage/groups.ts';
import { LmsRefused } from '../advantage/lms-refused.ts';
import type { BegunRead } from './begin-read.ts';

export interface ContextGroup extends Group {
  readonly setName: string | null;
}

/**
 * The groups of a context, with the names of their sets; null where the platform has none to tell, so that what is known stays.
 * A roster without groups is still a roster, so nothing is refused.
 */
export async function readContextGroups(
  scope: Scope,
  { registrationId, groupsUrl, groupSetsUrl }: BegunRead,
  signal: AbortSignal | undefined,
): Promise<readonly ContextGroup[] | null> {
  const more = signal ? { signal } : {};
  if (groupsUrl === null) return null;
  const groups = await orNull(readGroups(scope, registrationId, { url: groupsUrl, ...more }));
  if (!groups || groupSetsUrl === null) return groups && named(groups, []);
  const sets = await orNull(readGroupSets(scope, registrationId, { url: groupSetsUrl, ...more }));
  return named(groups, sets ?? []);
}

const named = (groups: readonly Group[], sets: readonly GroupSet[]) => {
  const names = new Map(sets.map(({ id, name }) => [id, name]));
  return groups.map((group) => ({ ...group, setName: names.get(group.setId ?? '') ?? null }));
};

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof LmsRefused) return null;
    throw error;
  }
}
