import { extensionPoint } from '#src/extension.ts';
import type { Scope } from '#src/scope/scope.ts';

/** Whose score of which line item. */
export interface ScoreNews {
  readonly lineItemId: string;
  readonly userId: string;
}

/** Hears, in its transaction, that a send has ended: the LMS has the score, refused it, or is asked again later. */
export const scoreWatcher = extensionPoint<(scope: Scope, news: ScoreNews) => Promise<void>>('lti.scoreWatcher');

/** Tells all watchers. */
export async function tellScoreWatchers(scope: Scope, news: ScoreNews): Promise<void> {
  for (const watch of scope.contributions(scoreWatcher)) await watch(scope, news);
}
