import type { ReviewState } from '../ai-review.entity.ts';

/** How far a review is, in the words that programs know [H1-03]. */
export const clientStatuses = ['PROCESSING', 'COMPLETE', 'FAILED', 'SUPERSEDED'] as const;

export const clientStatusOf = (state: ReviewState): (typeof clientStatuses)[number] =>
  state === 'WAITING' || state === 'WRITING' ? 'PROCESSING' : state;

/** Seconds after which a program may ask again; null when nothing changes any more [H1-23]. */
export const pollAfter = (state: ReviewState): number | null => (clientStatusOf(state) === 'PROCESSING' ? 2 : null);
