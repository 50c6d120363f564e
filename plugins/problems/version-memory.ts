import { LRUCache } from 'lru-cache';
import type { Scope } from '#src/scope/scope.ts';

type Process = Scope['keys'];

/** Characters of the sealed contents that a process remembers opened. */
const mostCharacters = 32_000_000;
const minuteMs = 60_000;

/**
 * Remembers in a process what is read of versions, which never change. Keyed by its keyring, which no two applications in one
 * process share, and by organization. What is in it is in memory only, and forgotten when it is not asked for.
 */
export function versionMemory<V extends object>(sizeOf: (value: V) => number) {
  const memories = new WeakMap<Process, LRUCache<string, V>>();
  const memoryOf = ({ keys }: Scope) => {
    const known = memories.get(keys) ?? new LRUCache<string, V>(options(sizeOf));
    memories.set(keys, known);
    return known;
  };
  return async (scope: Scope, versionId: string, read: () => Promise<V>): Promise<V> => {
    const memory = memoryOf(scope);
    const key = `${scope.organization.id} ${versionId}`;
    const known = memory.get(key);
    if (known) return known;
    const value = await read();
    memory.set(key, value);
    return value;
  };
}

const options = <V extends object>(sizeCalculation: (value: V) => number) => ({
  maxSize: mostCharacters,
  sizeCalculation,
  ttl: 10 * minuteMs,
  updateAgeOnGet: true,
});
