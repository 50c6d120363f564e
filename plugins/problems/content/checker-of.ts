import { Checker } from '../judging/index.ts';
import type { TestContent } from './tests.ts';

/** The checker that was written; null where something is lacking that its kind needs. */
export function checkerOf({ kind, ...written }: TestContent['checker']): Checker | null {
  const given = Object.fromEntries(Object.entries(written).filter(([, value]) => value !== null));
  return Checker.safeParse({ kind, ...given }).data ?? null;
}
