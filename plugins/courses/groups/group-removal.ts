import { extensionPoint } from '#src/extension.ts';
import type { Scope } from '#src/scope/scope.ts';

/** Told before a group goes, in the transaction in which it goes: what was for the group goes with it. */
export const groupRemoval = extensionPoint<(scope: Scope, groupId: string) => Promise<void>>('courses.groupRemoval');

export async function tellRemoval(scope: Scope, groupId: string): Promise<void> {
  for (const heed of scope.contributions(groupRemoval)) await heed(scope, groupId);
}
