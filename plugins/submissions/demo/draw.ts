import { createHash } from 'node:crypto';

/** What looks like chance and is the same for the same word. */
export interface Draw {
  /** From 0 to below 1. */
  part(): number;
  /** A whole number below this one. */
  upTo(count: number): number;
  /** Null of nothing. */
  of<T>(these: readonly T[]): T | null;
}

export function drawFrom(word: string): Draw {
  let times = 0;
  const part = () => {
    times += 1;
    return createHash('sha256').update(`${word} ${times}`).digest().readUInt32BE() / 4_294_967_296;
  };
  const upTo = (count: number) => Math.floor(part() * count);
  return { part, upTo, of: (these) => these[upTo(these.length)] ?? null };
}
