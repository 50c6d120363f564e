import type { Tolerance } from '../checker.ts';
import type { Check } from './check.ts';
import { isNear } from './is-near.ts';
import { compareTokens } from './tokens.ts';

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Word for word; where a number is expected, one that is near enough will do. */
export const checkFloats =
  (tolerance: Tolerance): Check =>
  (expected, actual) =>
    compareTokens(expected, actual, (wanted, came) =>
      number.test(wanted) && number.test(came)
        ? isNear(Number(wanted), Number(came), tolerance)
        : wanted.toLowerCase() === came.toLowerCase(),
    );
