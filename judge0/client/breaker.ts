import type { Clock } from './clock.ts';
import type { JudgeFailure } from './judge-failure.ts';

const failuresToOpen = 3;
const shortestMs = 1_000;
const longestMs = 30_000;

/** Keeps us from a judge that fails: closed, then open for longer and longer, then one try. */
export interface Breaker {
  readonly state: 'closed' | 'open' | 'trying';
  /** What was wrong last; null since it answered. */
  readonly failure: JudgeFailure | null;
  /** Milliseconds until it may be tried; 0: now. */
  waitMs(): number;
  /** Before a call that is the try of an open breaker. */
  begin(): void;
  succeeded(): void;
  failed(failure: JudgeFailure): void;
}

export function createBreaker(clock: Clock): Breaker {
  let state: Breaker['state'] = 'closed';
  let failure: JudgeFailure | null = null;
  let inARow = 0;
  let until = 0;
  const open = () => {
    state = 'open';
    until = clock.now() + Math.min(longestMs, shortestMs * 2 ** Math.max(0, inARow - failuresToOpen));
  };
  return {
    get state() {
      return state;
    },
    get failure() {
      return failure;
    },
    // While it is tried, the others wait for how that ends.
    waitMs: () => (state === 'closed' ? 0 : state === 'trying' ? shortestMs : Math.max(0, until - clock.now())),
    begin() {
      if (state === 'open') state = 'trying';
    },
    succeeded() {
      state = 'closed';
      failure = null;
      inARow = 0;
    },
    failed(what) {
      failure = what;
      inARow += 1;
      if (state === 'trying' || inARow >= failuresToOpen) open();
    },
  };
}
