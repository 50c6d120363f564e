import type { Words } from '../judgement.ts';
import { excerpt } from '../shown-text.ts';

/** The first line in which two texts differ, in words. Throws nothing for equal ones, but says nothing sensible then. */
export function differenceOf(expected: readonly string[], actual: readonly string[]): Words {
  const at = expected.findIndex((line, index) => line !== actual[index]);
  if (actual.every((line) => line === ''))
    return { key: 'problems.judging.wrong.nothing', parameters: { expected: shortened(expected[0] ?? '', 0) } };
  if (at < 0) {
    const came = shortened(actual[expected.length] ?? '', 0);
    return { key: 'problems.judging.wrong.more', parameters: { line: expected.length + 1, actual: came } };
  }
  if (at >= actual.length)
    return {
      key: 'problems.judging.wrong.less',
      parameters: { line: at, expected: shortened(expected[at]!, 0) },
    };
  return ofLine(at, expected[at]!, actual[at]!);
}

function ofLine(at: number, expected: string, actual: string): Words {
  const from = firstDifference(expected, actual);
  const parameters = { line: at + 1, expected: shortened(expected, from), actual: shortened(actual, from) };
  return { key: keyOf(expected, actual), parameters };
}

function keyOf(expected: string, actual: string) {
  const solid = (text: string) => text.replaceAll(/\s+/g, '');
  if (solid(expected) === solid(actual)) return 'problems.judging.wrong.blanks';
  if (expected.toLowerCase() === actual.toLowerCase()) return 'problems.judging.wrong.case';
  return 'problems.judging.wrong.line';
}

function firstDifference(expected: string, actual: string) {
  let at = 0;
  while (at < expected.length && expected[at] === actual[at]) at += 1;
  return at;
}

/** Long lines are shown around the place where they differ. */
const shortened = (line: string, at: number) =>
  at < 90 ? excerpt(line) : `…${excerpt(line.slice(at - 30).toWellFormed())}`;
