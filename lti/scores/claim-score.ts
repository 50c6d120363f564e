import type { Scope } from '#src/scope/scope.ts';
import { gradebookOf } from '../platforms/profile.ts';
import { obstacleOf } from './obstacle-of.ts';
import { readScore, type ScoreRow } from './read-score.ts';
import { recordEvent } from './record-event.ts';
import { failed } from './settle-score.ts';

/** A send and its answer take less (see `sendMs`), so that nobody else begins while one is under way. */
const claimSeconds = 30;

export interface ClaimedScore extends ScoreRow {
  readonly sendId: string;
  /** How long until the timestamp is not in the future any more. */
  readonly waitMs: number;
}

/** What may be claimed then. */
export interface LaterScore {
  readonly score: ScoreRow;
  readonly at: Date;
}

/**
 * After a send that nobody knows the end of, the platform may have this timestamp already: another one follows it, as every one
 * follows the last by what the platform needs.
 */
const at = `date_trunc('milliseconds', case when is_unclear or open_send is not null
  then greatest(clock_timestamp(), used_timestamp + ? * interval '1 millisecond') else timestamp end)`;
const claim = `
  update lti_score set open_send = ?, claimed_until = clock_timestamp() + interval '${claimSeconds} seconds',
    used_submitted_at = case when is_unclear or open_send is not null then open_submitted_at else used_submitted_at end,
    open_submitted_at = submitted_at, is_unclear = is_unclear or open_send is not null,
    timestamp = ${at}, used_timestamp = ${at}
  where id = ?
  returning timestamp, is_unclear as "isUnclear", used_submitted_at as "usedSubmittedAt",
    greatest(0, extract(epoch from (timestamp - clock_timestamp())) * 1000)::float8 as "waitMs"`;

interface Claim {
  readonly timestamp: string;
  readonly isUnclear: boolean;
  readonly usedSubmittedAt: string | null;
  readonly waitMs: number;
}

/**
 * Takes a score for one send and says so in the ledger, in one transaction. One that somebody else has, or that waits for a time,
 * comes with that time; null where there is nothing to send, or something keeps it here, which its row then says.
 */
export const claimScore = (scope: Scope, id: string): Promise<ClaimedScore | LaterScore | null> =>
  scope.transaction(async (inside) => {
    const score = await readScore(inside, id, 'for update of s');
    if (score?.state !== 'waiting') return null;
    if (score.busyUntil) return { score, at: score.busyUntil };
    const obstacle = obstacleOf(score);
    if (obstacle) {
      await failed(inside, score, { reason: obstacle, words: null, status: null });
      return null;
    }
    const sendId = crypto.randomUUID();
    const step = gradebookOf(score.family).timestampStepMs;
    const [claimed] = await inside.em.execute<Claim[]>(claim, [sendId, step, step, id]);
    const { isUnclear, usedSubmittedAt, waitMs } = claimed!;
    const timestamp = new Date(claimed!.timestamp);
    const { scoreGiven, scoreMaximum } = score;
    await recordEvent(inside, id, { kind: 'begun', sendId, timestamp, scoreGiven, scoreMaximum });
    const used = usedSubmittedAt === null ? null : new Date(usedSubmittedAt);
    return { ...score, sendId, timestamp, isUnclear, usedSubmittedAt: used, waitMs };
  });
