import { publish } from '#src/http/live/publish.ts';
import type { Scope } from '#src/scope/scope.ts';
import { findOptionalItem, type ItemRow } from '../line-items/find-item.ts';
import { refreshItem } from '../line-items/refresh-item.ts';
import { readResults } from '../advantage/results.ts';
import { LmsRefused } from '../advantage/lms-refused.ts';
import { applyResults } from './apply-results.ts';
import { canReadResults } from './can-read-results.ts';
import { columnProgress } from './pages/column-counts.ts';

const underWayMinutes = 5;

/**
 * Compares a line item with what the LMS has: what never arrived is sent again, and what we never sent is marked and left. One
 * process at a time, with no transaction open. Throws LmsRefused for what may pass; its words stand at the line item.
 */
export async function reconcileLineItem(scope: Scope, lineItemId: string): Promise<void> {
  const item = await begin(scope, lineItemId);
  if (!item) return;
  try {
    await refreshItem(scope, item);
    await compare(scope, item);
    await end(scope, item, null);
  } catch (error) {
    await end(scope, item, error instanceof LmsRefused ? error.words : 'an error of ours');
    if (!(error instanceof LmsRefused) || error.isRetryable) throw error;
  }
}

/** Null where there is nothing to ask, or somebody asks already. */
const begin = (scope: Scope, id: string): Promise<ItemRow | null> =>
  scope.transaction(async (inside) => {
    const item = await findOptionalItem(inside, id);
    if (!item || !canReadResults(item)) return null;
    const [ours] = await inside.em.execute<{ id: string }[]>(
      `update lti_line_item set reconciling_until = now() + interval '${underWayMinutes} minutes'
        where id = ? and coalesce(reconciling_until, '-infinity') <= now() returning id`,
      [id],
    );
    return ours ? item : null;
  });

async function compare(scope: Scope, item: ItemRow) {
  const { registrationId, url } = item;
  const askedAt = await scope.transaction(async (inside) => inside.now(), { readOnly: true });
  const results = await readResults(scope, { registrationId, url: url! });
  await scope.transaction((inside) => applyResults(inside, item, results, askedAt));
  if (!results.isComplete)
    throw new LmsRefused({
      status: null,
      words: `not all results came: ${results.words ?? ''}`,
      retryAfterSeconds: null,
      isRetryable: true,
    });
}

const end = (scope: Scope, { id }: ItemRow, problem: string | null) =>
  scope.transaction(async (inside) => {
    await inside.em.execute(
      `update lti_line_item set reconciling_until = null, problem = ?::text,
        reconciled_at = case when ?::text is null then now() else reconciled_at end where id = ?`,
      [problem, problem, id],
    );
    publish(inside, columnProgress, { lineItemId: id });
  });
