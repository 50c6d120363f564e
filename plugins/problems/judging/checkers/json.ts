import type { Tolerance } from '../checker.ts';
import { excerpt } from '../shown-text.ts';
import type { Check } from './check.ts';
import { jsonDifference } from './json-difference.ts';
import { readJson } from './read-json.ts';

/** One JSON value, deeply equal: the order of properties does not count, that of lists does. */
export const checkJson =
  (tolerance: Tolerance = 0): Check =>
  (expected, actual) => {
    const wanted = readJson(expected);
    const came = readJson(actual);
    if (!wanted) return { key: 'problems.judging.wrong.expectation', parameters: {} };
    if (!came) {
      const key = actual.trim() === '' ? 'problems.judging.wrong.nothing' : 'problems.judging.wrong.noJson';
      return { key, parameters: { expected: excerpt(expected), actual: excerpt(actual) } };
    }
    const difference = jsonDifference(wanted.value, came.value, tolerance);
    if (!difference) return null;
    const parameters = {
      path: difference.path,
      expected: shown(difference.expected),
      actual: shown(difference.actual),
    };
    return { key: difference.path === '' ? 'problems.judging.wrong.value' : 'problems.judging.wrong.part', parameters };
  };

const shown = (value: unknown) =>
  value === undefined
    ? '–'
    : excerpt(JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each)));
