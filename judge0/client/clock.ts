/** Time, so that a test can let a minute pass in a second. */
export interface Clock {
  /** Milliseconds since any moment. */
  now(): number;
  /** Calls `work` once after so many milliseconds; returns what takes that back. */
  after(ms: number, work: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, work) {
    // A timer takes a millisecond at least.
    if (ms <= 0) {
      const immediate = setImmediate(work);
      return () => clearImmediate(immediate);
    }
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};
