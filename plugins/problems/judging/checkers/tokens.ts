import type { Words } from '../judgement.ts';
import { excerpt } from '../shown-text.ts';
import type { Check } from './check.ts';

/** Word for word, however they are spaced. */
export const checkTokens: Check = (expected, actual) =>
  compareTokens(expected, actual, (wanted, came) => wanted === came);

/** The first word that is not equal to the one at its place, in words. */
export function compareTokens(
  expected: string,
  actual: string,
  isEqual: (expected: string, actual: string) => boolean,
): Words | null {
  const [wanted, came] = [tokensOf(expected), tokensOf(actual)];
  const at = wanted.findIndex((token, index) => came[index] === undefined || !isEqual(token, came[index]));
  if (at < 0 && came.length === wanted.length) return null;
  if (came.length === 0)
    return { key: 'problems.judging.wrong.nothing', parameters: { expected: excerpt(wanted[0] ?? '') } };
  if (at < 0)
    return {
      key: 'problems.judging.wrong.moreTokens',
      parameters: { expected: wanted.length, actual: excerpt(came[wanted.length]!) },
    };
  if (at >= came.length)
    return {
      key: 'problems.judging.wrong.fewerTokens',
      parameters: { count: came.length, expected: excerpt(wanted[at]!) },
    };
  const parameters = { place: at + 1, expected: excerpt(wanted[at]!), actual: excerpt(came[at]!) };
  return { key: 'problems.judging.wrong.token', parameters };
}

const tokensOf = (text: string) => text.split(/\s+/).filter((token) => token !== '');
