import type { Redis } from 'ioredis';
import type { Cacheable, CacheDefinition } from './cache-definition.ts';
import { unpack, type Unpacked } from './packed.ts';

/** The cache that processes share. Without Redis, or when it does not answer, nothing is there and nothing is kept. */
export interface SecondLevel {
  /** Null when it is not there (any more), or of an older shape. */
  find<V extends Cacheable>(definition: CacheDefinition<V>, key: string): Promise<Unpacked<V> | null>;
  hold(key: string, text: string, seconds: number): Promise<void>;
  delete(key: string): Promise<void>;
}

export function secondLevel(redis: Redis | null): SecondLevel {
  if (redis === null) return { find: async () => null, hold: async () => {}, delete: async () => {} };
  return {
    async find(definition, key) {
      const text = await redis.get(key).catch(() => null);
      return text === null ? null : unpack(definition, text);
    },
    hold: (key, text, seconds) => redis.set(key, text, 'PX', Math.ceil(seconds * 1000)).then(ignore, ignore),
    delete: (key) => redis.del(key).then(ignore, ignore),
  };
}

/** connectRedis has said that Redis is away; every key saying it again would help nobody. */
const ignore = () => {};
