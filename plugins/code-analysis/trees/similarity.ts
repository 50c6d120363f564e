import type { Fingerprint } from './fingerprint.ts';

/** Two programs as similar as this do the same in the same way, with other names, values or order of functions. */
export const similarFrom = 0.6;

/** With fewer pieces than this every short program looks like every other. */
const fewest = 12;

/** How much of two fingerprints is the same, from 0 to 1; 0 where one of them is too short to say anything. */
export function similarity(one: Fingerprint, other: Fingerprint): number {
  if (Math.min(one.length, other.length) < fewest) return 0;
  const known = new Set(one);
  const shared = other.filter((hash) => known.has(hash)).length;
  return shared / (one.length + other.length - shared);
}
