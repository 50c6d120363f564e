import type { Scope } from '#src/scope/scope.ts';
import { readLineItem, readingLineItems } from '../advantage/line-items.ts';
import { LmsRefused } from '../advantage/lms-refused.ts';
import type { ItemRow } from './find-item.ts';

/** Reads label, maximum, `resourceId` and `tag` from the platform, where it lets us. With no transaction open. Throws LmsRefused. */
export async function refreshItem(scope: Scope, item: ItemRow): Promise<void> {
  const { id, url, scopes, registrationId } = item;
  if (url === null || readingLineItems(scopes).length === 0) return;
  try {
    const { label, scoreMaximum = null, resourceId, tag } = await readLineItem(scope, { registrationId, url, scopes });
    await scope.transaction(({ em }) =>
      em.execute(
        `update lti_line_item set label = coalesce(nullif(?, ''), label), score_maximum = ?, gone_at = null,
          resource_id = case when is_coupled then ? else resource_id end, tag = case when is_coupled then ? else tag end
        where id = ?`,
        [label, scoreMaximum, resourceId, tag, id],
      ),
    );
  } catch (error) {
    if (!(error instanceof LmsRefused && error.status === 404)) throw error;
    await scope.transaction(({ em }) => em.execute('update lti_line_item set gone_at = now() where id = ?', [id]));
  }
}
