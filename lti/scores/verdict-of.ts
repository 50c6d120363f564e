import type { Gradebook } from '../platforms/gradebook.ts';
import type { PlatformResult } from '../advantage/results.ts';
import type { ScoreState } from '../score.entity.ts';
import { isSameScore } from './same-score.ts';

/** A score as a comparison needs it. */
export interface ComparedScore {
  readonly state: ScoreState;
  readonly reason: string | null;
  readonly scoreGiven: number | null;
  readonly scoreMaximum: number | null;
  readonly gradingProgress: string;
  readonly isResent: boolean;
  /** Every value that a send was begun with. */
  readonly sent: readonly (readonly [number | null, number | null])[];
}

/** What to do with a score: leave it, call it arrived, send it again, or say that the LMS has another value. */
export type Verdict = 'leave' | 'arrived' | 'again' | 'changed' | 'removed';

const passing = ['unreachable', 'throttled'];

/**
 * Compares a score with the LMS's result; null where it has none. A value that we sent at some time is ours and out of date; any
 * other is somebody's, and stays until a person decides.
 */
export function verdictOf(score: ComparedScore, result: PlatformResult | null, gradebook: Gradebook): Verdict {
  const { state, reason, scoreGiven, gradingProgress, isResent } = score;
  if (state === 'held' || state === 'waiting' || gradingProgress !== 'FullyGraded') return 'leave';
  const theirs = result?.score == null ? null : result;
  if (theirs === null) {
    if (scoreGiven === null || (scoreGiven === 0 && gradebook.hidesZero))
      return state === 'failed' ? 'leave' : 'arrived';
    if (state === 'kept') return 'leave';
    if (state === 'failed') return passing.includes(reason ?? '') ? 'again' : 'leave';
    return isResent ? 'removed' : 'again';
  }
  if (isSameScore(score, theirs, gradebook)) return 'arrived';
  if (state === 'kept') return 'leave';
  const isOurs = score.sent.some(([given, maximum]) =>
    isSameScore({ scoreGiven: given, scoreMaximum: maximum }, theirs, gradebook),
  );
  if (!isOurs) return 'changed';
  return state === 'failed' && !passing.includes(reason ?? '') ? 'leave' : 'again';
}
