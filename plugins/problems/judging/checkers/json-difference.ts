import type { Tolerance } from '../checker.ts';
import { isNear } from './is-near.ts';

export interface JsonDifference {
  /** As code would write it, `[2].name`; empty for the value itself. */
  readonly path: string;
  /** `undefined` where there is none. */
  readonly expected: unknown;
  readonly actual: unknown;
}

/** The first place in which two JSON values differ; null where they are deeply equal. */
export function jsonDifference(
  expected: unknown,
  actual: unknown,
  tolerance: Tolerance,
  path = '',
): JsonDifference | null {
  const here = { path, expected, actual };
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return here;
    const indices = Array.from({ length: Math.max(expected.length, actual.length) }, (_, index) => index);
    return first(indices, (index) => jsonDifference(expected[index], actual[index], tolerance, `${path}[${index}]`));
  }
  if (isObject(expected)) {
    if (!isObject(actual)) return here;
    const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
    return first(names, (name) => jsonDifference(own(expected, name), own(actual, name), tolerance, `${path}.${name}`));
  }
  return isSame(expected, actual, tolerance) ? null : here;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const own = (object: Record<string, unknown>, name: string) => (Object.hasOwn(object, name) ? object[name] : undefined);

function isSame(expected: unknown, actual: unknown, tolerance: Tolerance) {
  if (typeof expected === 'number' && typeof actual === 'number') return isNear(expected, actual, tolerance);
  return expected === actual;
}

function first<T>(items: readonly T[], find: (item: T) => JsonDifference | null): JsonDifference | null {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return null;
}
