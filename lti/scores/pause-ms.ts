const longestMs = 600_000;

/**
 * How long until the next try: twice as long each time up to ten minutes, never shorter than the platform wants, and spread, so
 * that a class does not come back all at once.
 */
export function pauseMs(attempts: number, retryAfterSeconds: number | null, random = Math.random()): number {
  const grown = Math.min(longestMs, 1_000 * 2 ** Math.min(attempts, 12));
  if (retryAfterSeconds !== null) return Math.ceil(Math.min(86_400, retryAfterSeconds) * 1_000 + random * 500);
  return Math.ceil(grown * (0.5 + random));
}
