import { RE2JS } from 're2js';
import { excerpt } from '../shown-text.ts';
import type { Check } from './check.ts';

/** A pattern takes time in proportion to the text, so the text has a limit. */
const mostLetters = 100_000;

/** The whole output, without blanks around it, has to fit; `.` takes any letter but an end of line. */
export const checkRegex =
  (pattern: string): Check =>
  (expected, actual) => {
    const text = actual.trim();
    if (text.length > mostLetters)
      return { key: 'problems.judging.wrong.tooLong', parameters: { letters: mostLetters } };
    const compiled = compile(pattern);
    if (!compiled) return { key: 'problems.judging.wrong.expectation', parameters: {} };
    if (compiled.matches(text)) return null;
    const wanted = excerpt(expected.trim() || pattern);
    return text === ''
      ? { key: 'problems.judging.wrong.nothing', parameters: { expected: wanted } }
      : { key: 'problems.judging.wrong.pattern', parameters: { expected: wanted, actual: excerpt(text) } };
  };

/** Whether RE2 takes it: no look-around and no references back. */
export const isPattern = (pattern: string): boolean => compile(pattern) !== null;

function compile(pattern: string) {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return null;
  }
}
