import type { Words } from '../judgement.ts';
import type { PlainChecker } from './check-output.ts';
import { checkJson } from './json.ts';
import { readJson } from './read-json.ts';
import { checkRegex } from './regex.ts';
import { checkUnorderedLines } from './unordered-lines.ts';

/** Compares the value that a function gave: as JSON whatever the checker, so that words for outputs mean what they can. */
export function checkValue(checker: PlainChecker, expected: string, actual: string): Words | null {
  switch (checker.kind) {
    case 'json':
    case 'floats':
      return checkJson(checker.tolerance)(expected, actual);
    case 'unorderedLines':
      return checkUnorderedLines(itemsOf(expected), itemsOf(actual));
    case 'regex':
      return checkRegex(checker.pattern)(expected, textOf(actual));
    case 'exact':
    case 'trimmed':
    case 'tokens':
      return checkJson()(expected, actual);
  }
}

/** The items of a list, a line each. */
function itemsOf(text: string) {
  const value = readJson(text)?.value;
  return Array.isArray(value) ? value.map(lineOf).join('\n') : text;
}

/** Properties in one order, so that equal values make equal lines. */
const lineOf = (value: unknown) =>
  JSON.stringify(value, (_key, each: unknown) => {
    if (typeof each === 'bigint') return String(each);
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });

function textOf(text: string) {
  const value = readJson(text)?.value;
  return typeof value === 'string' ? value : text;
}
