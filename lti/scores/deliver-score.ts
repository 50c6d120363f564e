import { setTimeout as pause } from 'node:timers/promises';
import type { Scope } from '#src/scope/scope.ts';
import { gradebookOf } from '../platforms/profile.ts';
import { accessToken } from '../advantage/access-token.ts';
import { postScore } from '../advantage/scores.ts';
import { gradeScopes } from '../advantage/grade-names.ts';
import { LmsRefused } from '../advantage/lms-refused.ts';
import { claimScore, type ClaimedScore } from './claim-score.ts';
import { isThere } from './is-there.ts';
import type { ScoreRow } from './read-score.ts';
import { reasonOf } from './reason-of.ts';
import { scoreBody } from './score-body.ts';
import { delivered, failed, postponed, type Next } from './settle-score.ts';

/** For everything that a claim is for; shorter than the claim itself. */
const sendMs = 25_000;

export interface Again extends Next {
  readonly score: ScoreRow;
}

/**
 * Sends the newest wanted score, unless another process does, with no transaction open. Every end is kept in its row and in the
 * ledger. One that may have arrived is looked for first, and else sent as no new attempt. Resolves to when it has to be called
 * again: nothing is lost where the process ends before that is done.
 */
export async function deliverScore(scope: Scope, scoreId: string): Promise<Again | null> {
  const claimed = await claimScore(scope, scoreId);
  if (!claimed || !('sendId' in claimed)) return claimed;
  const next = await send(scope, claimed, AbortSignal.timeout(sendMs));
  return next && { score: claimed, at: next.at };
}

async function send(scope: Scope, claimed: ClaimedScore, signal: AbortSignal): Promise<Next | null> {
  const { registrationId, url } = claimed;
  try {
    await accessToken(scope, registrationId, [gradeScopes.score]);
  } catch (error) {
    return tokenRefused(scope, claimed, refusalOf(error));
  }
  if (claimed.isUnclear && (await isThere(scope, claimed))) return delivered(scope, claimed, { status: null });
  if (claimed.waitMs > 0) await pause(claimed.waitMs);
  try {
    const body = scoreBody(claimed, (path) => scope.url(path));
    const { status } = await postScore(scope, { registrationId, url: url!, body, signal });
    return await delivered(scope, claimed, { status });
  } catch (error) {
    return scoreRefused(scope, claimed, refusalOf(error, signal));
  }
}

function scoreRefused(scope: Scope, claimed: ClaimedScore, refusal: LmsRefused) {
  const { status, words, retryAfterSeconds, isRetryable } = refusal;
  const reason = reasonOf(refusal, gradebookOf(claimed.family));
  const answer = { status, words, reason };
  if (!isRetryable && reason !== 'olderTimestamp') return failed(scope, claimed, answer);
  const isUnclear = status === null || status === 408 || status >= 500;
  return postponed(scope, claimed, answer, { retryAfterSeconds, isUnclear });
}

/** Nothing was sent. */
function tokenRefused(scope: Scope, claimed: ClaimedScore, refusal: LmsRefused) {
  const { status, words, retryAfterSeconds, isRetryable } = refusal;
  if (!isRetryable) return failed(scope, claimed, { reason: 'tokenRefused', words, status });
  const answer = { reason: 'unreachable', words, status } as const;
  return postponed(scope, claimed, answer, { retryAfterSeconds, isUnclear: false });
}

/** Our own time limit is a call that got no answer; anything unknown is a fault of ours, for the queue to try again. */
function refusalOf(error: unknown, signal?: AbortSignal): LmsRefused {
  if (error instanceof LmsRefused) return error;
  if (!signal?.aborted) throw error;
  const words = 'no answer in time';
  return new LmsRefused({ status: null, words, retryAfterSeconds: null, isRetryable: true, cause: error });
}
