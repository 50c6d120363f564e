const failuresToOpen = 3;
const shortestMs = 2_000;
const longestMs = 60_000;

/** Keeps us from a provider that fails: after three failures in a row it is left alone, longer each time, then tried once. */
export interface Breaker {
  /** What was wrong last; null since it answered. */
  readonly failure: string | null;
  /** Whether it may be asked now; the first who is told so after a rest is the trial. */
  admits(): boolean;
  succeeded(): void;
  failed(what: string): void;
}

/** `now`: milliseconds since any moment, so that a test can let a minute pass. */
export function createBreaker(now: () => number = () => performance.now()): Breaker {
  let failure: string | null = null;
  let inARow = 0;
  let until = 0;
  const restMs = () => Math.min(longestMs, shortestMs * 2 ** (inARow - failuresToOpen));
  return {
    get failure() {
      return failure;
    },
    admits() {
      if (inARow < failuresToOpen) return true;
      if (now() < until) return false;
      // The others wait for how the trial ends.
      until = now() + restMs();
      return true;
    },
    succeeded() {
      failure = null;
      inARow = 0;
    },
    failed(what) {
      failure = what;
      inARow += 1;
      if (inARow >= failuresToOpen) until = now() + restMs();
    },
  };
}
