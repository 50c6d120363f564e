import type { Scope } from '#src/scope/scope.ts';
import { findOptionalItem } from '../line-items/find-item.ts';
import { gradebookOf } from '../platforms/profile.ts';
import type { ScoreState } from '../score.entity.ts';
import { recordEvents } from './record-event.ts';
import { enqueueScore } from './score-jobs.ts';

/** `resent`: what we have is sent once more. `replaced`: ours goes in the place of what somebody put into the LMS. */
export const releases = ['resent', 'replaced'] as const;
export type Release = (typeof releases)[number];

export interface Released {
  readonly lineItemId: string;
  /** Only this one; all that the act is for otherwise. */
  readonly scoreId?: string | null;
}

/** What an act is for: what somebody put into the LMS is not sent over by sending again. */
export const releasable: Readonly<Record<Release, readonly ScoreState[]>> = {
  resent: ['failed', 'sent', 'waiting'],
  replaced: ['changed', 'kept'],
};

const update = `
  update lti_score set state = 'waiting', attempts = 0, try_after = null, reason = null, words = null, is_resent = false,
    timestamp = date_trunc('milliseconds', greatest(clock_timestamp(), used_timestamp + ? * interval '1 millisecond'))
  where organization_id = ? and line_item_id = ? and (?::uuid is null or id = ?::uuid) and state = any(?::text[])
  returning id`;

/**
 * Sends scores of a line item again, with timestamps of now, in the open transaction. They leave one after the other, in as many
 * lanes as the platform bears. Resolves to how many.
 */
export async function releaseScores(scope: Scope, release: Release, of: Released): Promise<number> {
  const { lineItemId, scoreId = null } = of;
  const item = await findOptionalItem(scope, lineItemId);
  if (!item) return 0;
  const { timestampStepMs } = gradebookOf(item.family);
  const states = `{${releasable[release].join(',')}}`;
  const values = [timestampStepMs, scope.organization.id, lineItemId, scoreId, scoreId, states];
  const rows = await scope.em.execute<{ id: string }[]>(update, values);
  await recordEvents(
    scope,
    rows.map(({ id }) => ({ scoreId: id, kind: release })),
  );
  for (const { id } of rows) await enqueueScore(scope, { label: item.label, scoreId: id });
  return rows.length;
}

/** Leaves what somebody put into the LMS, until our score replaces it. In the open transaction; resolves to how many. */
export async function keepTheirs(scope: Scope, { lineItemId, scoreId = null }: Released): Promise<number> {
  const rows = await scope.em.execute<{ id: string; given: number | null; maximum: number | null }[]>(
    `update lti_score set state = 'kept' where organization_id = ? and line_item_id = ?
      and (?::uuid is null or id = ?::uuid) and state = 'changed'
      returning id, result_score as given, result_maximum as maximum`,
    [scope.organization.id, lineItemId, scoreId, scoreId],
  );
  await recordEvents(
    scope,
    rows.map(({ id, given, maximum }) => ({ scoreId: id, kind: 'kept', scoreGiven: given, scoreMaximum: maximum })),
  );
  return rows.length;
}
