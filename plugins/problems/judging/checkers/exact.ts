import type { Check } from './check.ts';
import { differenceOf } from './difference-of.ts';

/** Byte for byte, the last end of line too. */
export const checkExact: Check = (expected, actual) =>
  expected === actual ? null : differenceOf(expected.split('\n'), actual.split('\n'));
