import { excerpt } from '../shown-text.ts';
import type { Check } from './check.ts';
import { differenceOf } from './difference-of.ts';
import { trimmedLines } from './trimmed.ts';

/** The same lines, each as often, in any order; as `trimmed` otherwise. */
export const checkUnorderedLines: Check = (expected, actual) => {
  const [wanted, came] = [trimmedLines(expected), trimmedLines(actual)];
  const left = new Map<string, number>();
  for (const line of wanted) left.set(line, (left.get(line) ?? 0) + 1);
  const extra = came.find((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count === 0;
  });
  const lacking = wanted.find((line) => left.get(line)! > 0);
  if (extra === undefined && lacking === undefined) return null;
  if (came.length === 0) return differenceOf(wanted, came);
  if (lacking === undefined)
    return { key: 'problems.judging.wrong.extraLine', parameters: { actual: excerpt(extra!) } };
  return { key: 'problems.judging.wrong.lackingLine', parameters: { expected: excerpt(lacking) } };
};
