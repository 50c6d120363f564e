import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { cacheKey, type Cacheable, type CacheDefinition } from './cache-definition.ts';
import { find, findOrLoad, forget, openLevels, put } from './levels.ts';

/**
 * Two levels: this process, above Redis when there is one. What comes out is the same, frozen, whichever level it came
 * from. The organization is an id, or a word for what belongs to none. Change rows first, and `delete` after the commit.
 */
export interface Cache {
  /** Undefined when it is not there, too old, or of an older shape. */
  get<V extends Cacheable>(cache: CacheDefinition<V>, organizationId: string, id: string): Promise<V | undefined>;
  /** Throws ProgrammingError for a value that the definition's schema refuses. */
  set<V extends Cacheable>(cache: CacheDefinition<V>, organizationId: string, id: string, value: V): Promise<void>;
  /** While Redis does not answer, its copy stays, for at most the definition's seconds. */
  delete(cache: { readonly name: string }, organizationId: string, id: string): Promise<void>;
  /** What is there, or else what `load` gives: one load at a time for a key in a process; one that fails is not kept. */
  cached<V extends Cacheable>(
    cache: CacheDefinition<V>,
    organizationId: string,
    id: string,
    load: () => Promise<V>,
  ): Promise<V>;
  /** Drops this process's copy. Takes a key or what another process's cache announced; its own announcements are passed over. */
  forget(announcement: string): void;
}

interface CacheOptions {
  readonly maxEntries: number;
  /** Told of every value that was set or deleted: pass the text to `forget` of the other processes' caches. */
  readonly announce?: (announcement: string) => void;
}

export function createCache(redis: Redis | null, { maxEntries, announce = () => {} }: CacheOptions): Cache {
  const levels = openLevels(redis, maxEntries);
  // No key begins with "~", so a bare key can be told from an announcement.
  const sender = `~${randomBytes(6).toString('hex')}~`;
  return {
    get: async (definition, organizationId, id) => find(levels, definition, cacheKey(definition, organizationId, id)),
    cached: async (definition, organizationId, id, load) =>
      findOrLoad(levels, definition, cacheKey(definition, organizationId, id), load),
    async set(definition, organizationId, id, value) {
      const key = cacheKey(definition, organizationId, id);
      await put(levels, definition, key, value);
      announce(sender + key);
    },
    async delete(definition, organizationId, id) {
      const key = cacheKey(definition, organizationId, id);
      forget(levels, key);
      await levels.second.delete(key);
      announce(sender + key);
    },
    forget(announcement) {
      if (!announcement.startsWith(sender)) forget(levels, announcement.replace(/^~[\da-f]*~/, ''));
    },
  };
}
