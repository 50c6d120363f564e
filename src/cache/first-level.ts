import { LRUCache } from 'lru-cache';
import type { Cacheable, CacheDefinition } from './cache-definition.ts';
import { valueFor, type Entry } from './entry.ts';
import type { Unpacked } from './packed.ts';

/** What this process remembers; the least recently used goes first. */
export interface FirstLevel {
  find<V extends Cacheable>(definition: CacheDefinition<V>, key: string): V | undefined;
  hold<V extends Cacheable>(definition: CacheDefinition<V>, key: string, unpacked: Unpacked<V>): void;
  forget(key: string): void;
}

export function firstLevel(maxEntries: number): FirstLevel {
  const values = new LRUCache<string, Entry>({ max: maxEntries });
  return {
    find: <V extends Cacheable>(definition: CacheDefinition<V>, key: string) =>
      valueFor<V>(definition, values.get(key)),
    hold(definition, key, { value, until }) {
      const ttl = until - Date.now();
      if (ttl > 0) values.set(key, { definition, value }, { ttl });
    },
    forget: (key) => void values.delete(key),
  };
}
