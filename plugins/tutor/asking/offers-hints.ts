import { z } from 'zod';
import { defineCache } from '#src/cache/cache-definition.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { HintPlace } from './hint-place.ts';

/** By assignment. */
const offered = defineCache({ name: 'tutor.offered', seconds: 300, value: z.boolean() });

const query = `
  select exists (select from hint_rules where organization_id = ? and assignment_id = ? and hints > 0)
    or exists (select from hint_request where organization_id = ? and assignment_id = ?) as "isOffered"`;

/** Whether there is anything to show of hints at a place: they can be asked for, or were. Remembered for five minutes. */
export async function offersHints(scope: Scope, { assignment }: Pick<HintPlace, 'assignment'>): Promise<boolean> {
  if (!assignment) return true;
  const { cache, em, organization } = scope;
  return cache.cached(offered, organization.id, assignment.id, async () => {
    const ids = [organization.id, assignment.id];
    const [row] = await em.execute<{ isOffered: boolean }[]>(query, [...ids, ...ids]);
    return row!.isOffered;
  });
}

/** After the commit, because the rules of an assignment have changed. */
export const forgetOffer = (scope: Scope, assignmentId: string): void =>
  scope.afterCommit(() => scope.cache.delete(offered, scope.organization.id, assignmentId));
