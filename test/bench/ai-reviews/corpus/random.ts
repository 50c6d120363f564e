export interface Random {
  /** A whole number from 0, smaller than `end`. */
  below(end: number): number;
  of<T>(some: readonly T[]): T;
}

/** The same numbers for the same seed, on every machine (mulberry32, by Tommy Ettinger). */
export function seeded(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return { below, of: (some) => some[below(some.length)]! };
}
