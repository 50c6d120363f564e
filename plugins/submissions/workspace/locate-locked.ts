import type { SourceFile } from '#plugins/problems';

/** First and last line of a block, from 1. */
export type Lines = readonly [number, number];

/** A block of the given code, and where it stands in what was made of it: null where it was changed. */
interface Located {
  readonly given: Lines;
  readonly found: Lines | null;
}

/**
 * Where the locked lines of the given code stand in what was made of it: they are the same there and in the same order, but
 * may have moved. A block that somebody changed in a plain text area is nowhere.
 */
export const locateLocked = (given: SourceFile, locked: readonly Lines[], content: string): Lines[] =>
  located(given, locked, content).flatMap(({ found }) => (found ? [found] : []));

/** The locked lines, where the given code has them, that do not stand in what was made of it as they were. */
export const lostLines = (given: SourceFile, locked: readonly Lines[], content: string): Lines[] =>
  located(given, locked, content).flatMap(({ given: lines, found }) => (found ? [] : [lines]));

function located(given: SourceFile, locked: readonly Lines[], content: string): Located[] {
  const source = given.content.split('\n');
  const lines = content.replaceAll('\r\n', '\n').split('\n');
  let from = 0;
  return locked
    .toSorted(([one], [other]) => one - other)
    .filter(([first]) => first <= source.length)
    .map(([first, last]) => {
      const block = source.slice(first - 1, last);
      const at = findBlock(lines, block, from);
      if (at < 0) return { given: [first, last], found: null };
      from = at + block.length;
      return { given: [first, last], found: [at + 1, from] };
    });
}

function findBlock(lines: readonly string[], block: readonly string[], from: number) {
  for (let at = from; at + block.length <= lines.length; at += 1)
    if (block.every((line, index) => lines[at + index] === line)) return at;
  return -1;
}
