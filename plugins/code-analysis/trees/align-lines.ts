import { diffArrays } from 'diff';
import type { Token } from './normalise.ts';

/** For each line of one program, from the first on, the line of the other that says the same; null where none does. */
export type LineMap = readonly (number | null)[];

/** Both ends count, from 1. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** More differences than this are not looked for: such programs have nothing to do with each other. */
const mostDifferences = 400;
/** How much of a line's tokens must stand in the same line of the other. */
const enough = 0.6;

/** Aligns two programs by their tokens, whatever names they chose. Null for programs that have too little in common. */
export function alignLines(one: readonly Token[], other: readonly Token[]): LineMap | null {
  const shapes = [one, other].map((tokens) => tokens.map(({ shape }) => shape)) as [string[], string[]];
  const changes = diffArrays(...shapes, { maxEditLength: mostDifferences });
  if (!changes) return null;
  const pairs: [Token, Token][] = [];
  let [at, otherAt] = [0, 0];
  for (const { count, added, removed } of changes) {
    if (!added && !removed)
      for (let step = 0; step < count; step++) pairs.push([one[at + step]!, other[otherAt + step]!]);
    if (!added) at += count;
    if (!removed) otherAt += count;
  }
  return linesOf(one, pairs);
}

function linesOf(one: readonly Token[], pairs: readonly (readonly [Token, Token])[]): LineMap {
  const tokensIn = Map.groupBy(one, ({ line }) => line);
  const pairsIn = Map.groupBy(pairs, ([{ line }]) => line);
  return Array.from({ length: one.at(-1)?.line ?? 0 }, (_, index) => {
    const targets = Map.groupBy(pairsIn.get(index + 1) ?? [], ([, { line }]) => line);
    const [line, found] = [...targets].toSorted(([, a], [, b]) => b.length - a.length)[0] ?? [0, []];
    return found.length >= enough * (tokensIn.get(index + 1)?.length ?? 1) && found.length > 0 ? line : null;
  });
}

/** The lines of the other program that say what a range of the first does; null unless its first and last line are known there. */
export function rangeIn(map: LineMap, { start, end }: LineRange): LineRange | null {
  const [first, last] = [map[start - 1] ?? null, map[end - 1] ?? null];
  return first !== null && last !== null && first <= last ? { start: first, end: last } : null;
}
