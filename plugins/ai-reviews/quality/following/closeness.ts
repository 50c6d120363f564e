import { diffArrays } from 'diff';

/** How much two pieces of code have in common, word by word, from 0 to 1: twice the common part by both (Dice). */
export function closeness(one: string, other: string): number {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  if (words.length + others.length === 0) return 1;
  const common = diffArrays(words, others)
    .filter(({ added, removed }) => !added && !removed)
    .reduce((sum, { count }) => sum + count, 0);
  return (2 * common) / (words.length + others.length);
}

/** Names and numbers whole, every other sign alone; white space says nothing. */
const wordsOf = (code: string): string[] => code.match(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];

/** Whether code has come at least half of the way from what stood there to what was suggested. */
export function hasComeCloser(now: string, { was, suggested }: { was: string; suggested: string }): boolean {
  const before = closeness(was, suggested);
  return before < 1 && closeness(now, suggested) - before >= (1 - before) / 2;
}
