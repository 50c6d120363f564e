import type { Check } from './check.ts';
import { differenceOf } from './difference-of.ts';

/** What cannot be seen at the end of a line, and of the whole, does not count; what stands before a line does. */
export const checkTrimmed: Check = (expected, actual) => {
  const [wanted, came] = [trimmedLines(expected), trimmedLines(actual)];
  return wanted.join('\n') === came.join('\n') ? null : differenceOf(wanted, came);
};

/** Without blanks at their ends, and without empty lines at the end and at the beginning. */
export function trimmedLines(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const first = lines.findIndex((line) => line !== '');
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex((line) => line !== '') + 1);
}
