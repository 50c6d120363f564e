import type { SubmissionRow } from '#plugins/submissions';
import { DomainError } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { readRoom } from '../organization/read-room.ts';
import { readRules } from '../organization/read-rules.ts';
import { refusalFor } from '../quota/refusal-for.ts';
import { lockAgain, secondsOfToday, usedAgain } from './used-again.ts';

/**
 * Throws DomainError where the model may not be asked for a submission: `conflict` without a verdict, `unavailable` without a model,
 * `forbidden` where a rule says so, `tooManyRequests` where a limit is reached. Who looks after the organization may ask `isAgain`
 * without end [CON-40]. In the open transaction.
 */
export async function refuseAsking(scope: Scope, submission: SubmissionRow, isAgain: boolean): Promise<void> {
  const { userId, verdict, obstacle, isKeeper } = submission;
  if (verdict === 'ERROR' && obstacle) throw new DomainError('conflict', 'ai-reviews.error.unjudged');
  const [provider] = (await readRoom(scope)).providers;
  if (!provider) throw new DomainError('unavailable', 'ai-reviews.reason.noModel');
  const why = await refusalFor(scope, { userId, reviewId: null, costMicros: 0, hasOwnKey: provider.isOwn });
  if (why === 'switchedOff' || why === 'noConsent') throw new DomainError('forbidden', `ai-reviews.reason.${why}`);
  if (why !== null) throw new DomainError('tooManyRequests', `ai-reviews.reason.${why}`);
  if (isAgain && !isKeeper) await refuseAgain(scope, userId);
}

async function refuseAgain(scope: Scope, userId: string) {
  const { mostAgainPerDay: most } = await readRules(scope);
  if (most === null) return;
  await lockAgain(scope, userId);
  if ((await usedAgain(scope, userId)) < most) return;
  throw new DomainError('tooManyRequests', 'ai-reviews.error.againLimit', {
    parameters: { most },
    retryAfterSeconds: secondsOfToday(scope.now()),
  });
}
