import { diffArrays, diffWordsWithSpace } from 'diff';

/** A piece of a line, and whether the other side has something else there. */
interface Piece {
  readonly text: string;
  readonly isChanged: boolean;
}

interface Line {
  /** Null for a place where only the other side has a line. */
  readonly number: number | null;
  readonly isChanged: boolean;
  readonly pieces: readonly Piece[];
}

/** Two texts beside each other: both sides have as many lines, and what belongs together has the same index. */
export interface Comparison {
  readonly expected: readonly Line[];
  readonly actual: readonly Line[];
}

/** More differences than this are not looked for; then everything counts as changed, and as a whole. */
const mostDifferences = 500;

/** Compares line by line, and inside of lines that stand at the same place word by word. */
export function compare(expected: string, actual: string): Comparison {
  const [one, other] = [linesOf(expected), linesOf(actual)];
  const changes = diffArrays(one, other, { maxEditLength: mostDifferences }) ?? [
    { value: one, removed: true, added: false },
    { value: other, removed: false, added: true },
  ];
  const sides: Sides = { expected: [], actual: [], waiting: [] };
  let [expectedAt, actualAt] = [0, 0];
  for (const { value, removed, added } of changes) {
    if (removed) sides.waiting.push(...value.map((text) => ({ text, number: ++expectedAt })));
    else if (added)
      pair(
        sides,
        value.map((text) => ({ text, number: ++actualAt })),
      );
    else {
      pair(sides, []);
      for (const text of value) same(sides, text, ++expectedAt, ++actualAt);
    }
  }
  pair(sides, []);
  return sides;
}

const linesOf = (text: string) => text.replace(/\n$/, '').split('\n');

interface Numbered {
  readonly text: string;
  readonly number: number;
}

interface Sides {
  readonly expected: Line[];
  readonly actual: Line[];
  /** Lines of the expected side that what comes next on the other may replace. */
  waiting: Numbered[];
}

function same(sides: Sides, text: string, expectedNumber: number, actualNumber: number) {
  const pieces = [{ text, isChanged: false }];
  sides.expected.push({ number: expectedNumber, isChanged: false, pieces });
  sides.actual.push({ number: actualNumber, isChanged: false, pieces });
}

function pair(sides: Sides, came: readonly Numbered[]) {
  const { waiting } = sides;
  for (let index = 0; index < Math.max(waiting.length, came.length); index++) {
    const [one, other] = [waiting[index], came[index]];
    const words = one && other && index < mostDifferences ? diffWordsWithSpace(one.text, other.text) : null;
    sides.expected.push(
      changed(
        one,
        words?.filter(({ added }) => !added),
      ),
    );
    sides.actual.push(
      changed(
        other,
        words?.filter(({ removed }) => !removed),
      ),
    );
  }
  sides.waiting = [];
}

type Words = readonly { readonly value: string; readonly added: boolean; readonly removed: boolean }[];

const changed = (line: Numbered | undefined, words: Words | undefined): Line => ({
  number: line?.number ?? null,
  isChanged: line !== undefined,
  pieces:
    words?.map(({ value, added, removed }) => ({ text: value, isChanged: added || removed })) ??
    (line ? [{ text: line.text, isChanged: false }] : []),
});
