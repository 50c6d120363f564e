import { audit } from '#src/audit/audit.ts';
import { defineLimit } from '#src/limits/limit.ts';
import type { Scope } from '#src/scope/scope.ts';
import { findOptionalItem } from '../line-items/find-item.ts';
import { reconcileJob } from './line-item-jobs.ts';

/** Every act of a whole column asks the LMS for a lot. */
export const perColumn = defineLimit({ name: 'lti.columnAct', points: 12, seconds: 600 });

/**
 * Has a line item compared with the LMS, soon, and what is missing there sent again. The caller has checked that the actor may. Throws
 * LimitExceeded; does nothing for another organization's line item.
 */
export async function compareColumn(scope: Scope, lineItemId: string): Promise<void> {
  const item = await findOptionalItem(scope, lineItemId);
  if (!item) return;
  await scope.limits.consume(perColumn, lineItemId);
  await scope.enqueue(reconcileJob, { lineItemId }, { group: item.registrationId });
  const target = { type: 'ltiLineItem', id: lineItemId };
  scope.afterCommit(() => audit(scope, { action: 'ltiScores.compared', target }));
}
