export interface Lane<K> {
  /** Runs for `key` as soon as there is room; a key that waits already is not added again. */
  add(key: K): void;
  /** Forgets what waits and resolves when what runs has ended. */
  close(): Promise<void>;
}

interface Together<K> {
  /** So many keys in one run. */
  readonly most: number;
  /** Keys of the same value may go together. */
  of(key: K): unknown;
}

interface Options<K> {
  /** So many runs at once, and for one key one after the other. */
  readonly limit: number;
  /** Without it each key has a run of its own. */
  readonly together?: Together<K>;
  /** Must not throw. */
  readonly run: (keys: readonly K[]) => Promise<void>;
}

/** Whoever waits when there is room goes with the others who wait. */
export function openLane<K>({ limit, together = { most: 1, of: () => null }, run }: Options<K>): Lane<K> {
  const waiting = new Set<K>();
  const running = new Set<K>();
  const runs = new Set<Promise<void>>();
  let isClosed = false;
  const start = (keys: readonly K[]) => {
    for (const key of keys) {
      waiting.delete(key);
      running.add(key);
    }
    const done = run(keys).finally(() => {
      for (const key of keys) running.delete(key);
      runs.delete(done);
      advance();
    });
    runs.add(done);
  };
  const advance = () => {
    while (runs.size < limit) {
      const free = waiting.values().filter((key) => !running.has(key));
      const { value: first, done: isNone } = free.next();
      if (isNone) return;
      const others = free.filter((key) => together.of(key) === together.of(first)).take(together.most - 1);
      start([first, ...others]);
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
      await Promise.allSettled(runs);
    },
  };
}
