import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

interface Looking {
  readonly everyMs: number;
  readonly look: () => Promise<void>;
  /** For the log, where a look fails; the next one comes all the same. */
  readonly otherwise: string;
}

/** Looks again and again, the first time after a pause, until it is stopped; never twice at once. */
export function keepLooking(log: Logger, { everyMs, look, otherwise }: Looking) {
  const stopping = new AbortController();
  const looking = (async () => {
    while (!stopping.signal.aborted) {
      await sleep(everyMs, null, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      await look().catch((error: unknown) => log.warn({ err: error }, otherwise));
    }
  })();
  return {
    /** Resolves when the last look has ended. */
    async stop() {
      stopping.abort();
      await looking;
    },
  };
}
