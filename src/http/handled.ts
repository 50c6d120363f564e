import type { Reply } from './reply.ts';

/** Something was made, and what is to be said of it is read once that has been committed: see `afterwards` of routes. */
export interface Afterwards {
  readonly kind: 'afterwards';
  readonly made: string;
}

/** What a route's handler returns: an answer, or what the answer is about. */
export type Handled = Reply | Afterwards;

/** The route's `afterwards` answers, of what has this id. */
export const afterwards = (made: string): Afterwards => ({ kind: 'afterwards', made });
