import type { Redis } from 'ioredis';
import type { Cacheable, CacheDefinition } from './cache-definition.ts';
import { firstLevel, type FirstLevel } from './first-level.ts';
import { pack } from './packed.ts';
import { secondLevel, type SecondLevel } from './second-level.ts';
import { underWay, type UnderWay } from './under-way.ts';

/** The process's memory above Redis, and what is under way between them. */
export interface Levels {
  readonly first: FirstLevel;
  readonly second: SecondLevel;
  readonly finds: UnderWay;
  readonly loads: UnderWay;
}

export const openLevels = (redis: Redis | null, maxEntries: number): Levels => ({
  first: firstLevel(maxEntries),
  second: secondLevel(redis),
  finds: underWay(),
  loads: underWay(),
});

export async function find<V extends Cacheable>(
  levels: Levels,
  definition: CacheDefinition<V>,
  key: string,
): Promise<V | undefined> {
  const held = levels.first.find(definition, key);
  if (held !== undefined) return held;
  return levels.finds.join(definition, key, (mayKeep) => lift(levels, definition, key, mayKeep));
}

export async function findOrLoad<V extends Cacheable>(
  levels: Levels,
  definition: CacheDefinition<V>,
  key: string,
  load: () => Promise<V>,
): Promise<V> {
  const held = levels.first.find(definition, key);
  if (held !== undefined) return held;
  return levels.loads.join(definition, key, async (mayKeep) => {
    const found = await lift(levels, definition, key, mayKeep);
    if (found !== undefined) return found;
    const packed = pack(definition, await load());
    if (!mayKeep()) return packed.value;
    levels.first.hold(definition, key, packed);
    // Whoever asked need not wait for Redis to have it.
    void levels.second.hold(key, packed.text, definition.seconds);
    return packed.value;
  });
}

export async function put<V extends Cacheable>(
  levels: Levels,
  definition: CacheDefinition<V>,
  key: string,
  value: V,
): Promise<void> {
  const packed = pack(definition, value);
  forget(levels, key);
  levels.first.hold(definition, key, packed);
  await levels.second.hold(key, packed.text, definition.seconds);
}

/** Drops the process's own copy. What is under way read before the change, and must not be kept. */
export function forget(levels: Levels, key: string) {
  levels.first.forget(key);
  levels.finds.drop(key);
  levels.loads.drop(key);
}

async function lift<V extends Cacheable>(
  levels: Levels,
  definition: CacheDefinition<V>,
  key: string,
  mayKeep: () => boolean,
) {
  const found = await levels.second.find(definition, key);
  if (found !== null && mayKeep()) levels.first.hold(definition, key, found);
  return found?.value;
}
