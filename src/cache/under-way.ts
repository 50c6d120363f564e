import { valueFor, type Entry } from './entry.ts';

/** Work of which one is under way for a key at a time. */
export interface UnderWay {
  /** Joins what is under way, or starts it; `mayKeep` tells it whether the key was dropped meanwhile. */
  join<V>(definition: object, key: string, start: (mayKeep: () => boolean) => Promise<V>): Promise<V>;
  /** The value changed: who waits gets what was found before the change, nobody joins, and nothing may be kept. */
  drop(key: string): void;
}

export function underWay(): UnderWay {
  const running = new Map<string, Entry>();
  return {
    join<V>(definition: object, key: string, start: (mayKeep: () => boolean) => Promise<V>) {
      const joined = valueFor<Promise<V>>(definition, running.get(key));
      if (joined !== undefined) return joined;
      const isCurrent = () => running.get(key) === entry;
      const value = Promise.resolve()
        .then(() => start(isCurrent))
        .finally(() => isCurrent() && running.delete(key));
      const entry = { definition, value };
      running.set(key, entry);
      return value;
    },
    drop: (key) => void running.delete(key),
  };
}
