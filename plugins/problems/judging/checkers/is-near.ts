import type { Tolerance } from '../checker.ts';

/** Whether a number is within the larger of the two allowances. What is not finite is only near itself. */
export function isNear(expected: number, actual: number, tolerance: Tolerance): boolean {
  if (Object.is(expected, actual) || expected === actual) return true;
  if (!Number.isFinite(expected) || !Number.isFinite(actual)) return false;
  const { absolute, relative } =
    typeof tolerance === 'number' ? { absolute: tolerance, relative: tolerance } : tolerance;
  return Math.abs(expected - actual) <= Math.max(absolute, relative * Math.abs(expected));
}
