import { publish } from '#src/http/live/publish.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { ScoreReason } from '../platforms/gradebook.ts';
import { gradebookOf } from '../platforms/profile.ts';
import { columnProgress } from './pages/column-counts.ts';
import { pauseMs } from './pause-ms.ts';
import type { ScoreRow } from './read-score.ts';
import { recordEvent, type ScoreEvent } from './record-event.ts';
import { tellScoreWatchers } from './score-watcher.ts';

export interface Answer {
  readonly status: number | null;
  readonly words: string | null;
  readonly reason: ScoreReason;
}

/** When a score that still waits is due; null for at once. */
export interface Next {
  readonly at: Date | null;
}

/** With what a send was begun; without an id one that never was. */
type Sent = ScoreRow & { readonly sendId?: string };

/** As often as a mail: with pauses that grow to ten minutes this takes a little longer than a day. */
const mostAttempts = 160;
/** A platform that has a newer timestamp of ours each time has a clock of its own. */
const mostNewerTimestamps = 5;

/** It is in the LMS: the platform said so now (`status`), or shows it (null). */
export function delivered(scope: Scope, score: Sent, { status }: { readonly status: number | null }) {
  const { timestamp, scoreGiven, scoreMaximum, revision, submittedAt } = score;
  const kind = status === null ? 'found' : 'delivered';
  const set = `is_unclear = false, sent_at = clock_timestamp(), reason = null, words = null, attempts = 0, try_after = null,
    used_submitted_at = coalesce(?::timestamptz, used_submitted_at),
    state = case when revision = ? and state = 'waiting' then 'sent' else state end`;
  const event = { kind, timestamp, scoreGiven, scoreMaximum, status } as const;
  return settle(scope, score, { set, values: [submittedAt, revision], event });
}

/** It will not arrive by itself: a person sees why. */
export function failed(scope: Scope, score: Sent, { status, words, reason }: Answer) {
  const { timestamp, revision, lineItemId, sendId = null } = score;
  // A send that was cut off stays unclear, whatever keeps the score here now.
  const set = `reason = ?, words = ?, attempts = attempts + 1,
    is_unclear = is_unclear or (?::uuid is null and open_send is not null),
    state = case when revision = ? and state = 'waiting' then 'failed' else state end`;
  const event = { kind: 'refused', timestamp, status, reason, words } as const;
  return scope.transaction(async (inside) => {
    if (reason === 'itemGone' && status !== null)
      await inside.em.execute('update lti_line_item set gone_at = now() where id = ?', [lineItemId]);
    return settle(inside, score, { set, values: [reason, words, sendId, revision], event });
  });
}

interface Putting {
  readonly retryAfterSeconds: number | null;
  /** The platform may have stored it. */
  readonly isUnclear: boolean;
}

/** Another try comes by itself, not before the platform wants it. */
export function postponed(scope: Scope, score: Sent, answer: Answer, { retryAfterSeconds, isUnclear }: Putting) {
  const { status, words, reason } = answer;
  const { timestamp, attempts, family } = score;
  const isOlder = reason === 'olderTimestamp';
  if (attempts + 1 >= (isOlder ? mostNewerTimestamps : mostAttempts)) return failed(scope, score, answer);
  const step = gradebookOf(family).timestampStepMs;
  const set = `reason = ?, words = ?, attempts = attempts + 1, is_unclear = is_unclear or ?,
    open_submitted_at = case when ? then open_submitted_at else used_submitted_at end,
    try_after = case when state = 'waiting' then clock_timestamp() + ? * interval '1 millisecond' end,
    timestamp = case when ? then date_trunc('milliseconds',
      greatest(clock_timestamp(), timestamp + ? * interval '1 millisecond')) else timestamp end`;
  const pause = isOlder ? step : pauseMs(attempts, retryAfterSeconds);
  const values = [reason, words, isUnclear, isUnclear, pause, isOlder, step];
  const kind = isUnclear ? 'unclear' : 'postponed';
  return settle(scope, score, { set, values, event: { kind, timestamp, status, reason, words } });
}

interface Settling {
  readonly set: string;
  readonly values: readonly unknown[];
  readonly event: ScoreEvent;
}

/**
 * Ends a send in its row and in the ledger. Only the holder of a claim ends it; what was wanted meanwhile goes on waiting, and the
 * job that came for it found it taken.
 */
const settle = (scope: Scope, score: Sent, { set, values, event }: Settling): Promise<Next | null> =>
  scope.transaction(async (inside) => {
    const { id, sendId = null, lineItemId } = score;
    const [row] = await inside.em.execute<{ waits: boolean; at: string | null; userId: string }[]>(
      `update lti_score set ${set}, open_send = null, claimed_until = null
        where id = ? and (?::uuid is null or open_send = ?::uuid)
        returning state = 'waiting' as waits, try_after as at, user_id as "userId"`,
      [...values, id, sendId, sendId],
    );
    await recordEvent(inside, id, { ...event, sendId });
    publish(inside, columnProgress, { lineItemId });
    if (row) await tellScoreWatchers(inside, { lineItemId, userId: row.userId });
    return row?.waits ? { at: row.at === null ? null : new Date(row.at) } : null;
  });
