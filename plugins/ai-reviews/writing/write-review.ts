import type { Scope } from '#src/scope/scope.ts';
import { climb } from '../ladder/climb.ts';
import { claimReview } from './claim-review.ts';
import { endWithBasic } from './end-with-basic.ts';
import { postponeReview } from './postpone-review.ts';
import { settleReview } from './settle-review.ts';

/** Runs that may end with their process before the review is written from the tests alone. */
const mostTries = 12;

interface Running {
  readonly signal: AbortSignal;
  /** Queues another run, in the open transaction. */
  readonly again: (scope: Scope, startAfter: Date) => Promise<void>;
}

/**
 * Writes one review: claim it, climb the ladder, settle. May be killed at any point and begun again; of several runs only the last
 * that claimed it has a word. Throws what should be tried again.
 */
export async function writeReview(scope: Scope, reviewId: string, { signal, again }: Running): Promise<void> {
  const claimed = await claimReview(scope, reviewId);
  if (!claimed) return;
  if (claimed.tries > mostTries + claimed.work.waits) return endWithBasic(scope, reviewId);
  const climbed = await climb(scope, claimed.work, signal);
  if (climbed.kind === 'written') await settleReview(scope, claimed, climbed);
  else await postponeReview(scope, claimed, { why: null, ...climbed, again });
}
