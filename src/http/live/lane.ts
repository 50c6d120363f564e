export interface Lane<K> {
  /** Runs for `key` as soon as there is room; a key that waits already is not added again. */
  add(key: K): void;
  /** Forgets what waits and resolves when what runs has ended. */
  close(): Promise<void>;
}

/** At most `limit` runs at once, and for one key one after the other; `run` must not throw. */
export function openLane<K>(limit: number, run: (key: K) => Promise<void>): Lane<K> {
  const waiting = new Set<K>();
  const running = new Map<K, Promise<void>>();
  let isClosed = false;
  const start = (key: K) => {
    waiting.delete(key);
    const done = run(key).finally(() => {
      running.delete(key);
      advance();
    });
    running.set(key, done);
  };
  const advance = () => {
    for (const key of waiting) {
      if (running.size >= limit) return;
      if (!running.has(key)) start(key);
    }
  };
  return {
    add(key) {
      if (isClosed) return;
      waiting.add(key);
      advance();
    },
    async close() {
      isClosed = true;
      waiting.clear();
      await Promise.allSettled(running.values());
    },
  };
}
