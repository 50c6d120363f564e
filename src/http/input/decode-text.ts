import type { FieldNode } from './field-tree.ts';
import { instantOfLocal } from './local-instant.ts';
import { type Schema, wantsInstant } from './schema-facts.ts';

const numberPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const booleans = new Map([
  ['on', true],
  ['true', true],
  ['1', true],
  ['off', false],
  ['false', false],
  ['0', false],
]);

/**
 * The one text of a field, read by `read`; empty is absent. What came more than once stays a list, so that a schema which
 * wants one refuses it.
 */
export function readOne(node: FieldNode | undefined, read: (text: string) => unknown): unknown {
  const texts = filledTexts(node);
  const [only] = texts;
  if (only === undefined) return undefined;
  return texts.length === 1 ? read(only) : texts;
}

export const filledTexts = (node: FieldNode | undefined): string[] =>
  node?.values.filter((value) => value !== '') ?? [];

/** A number; what is none, or too large for one, stays text for the schema to refuse. */
export function readNumber(text: string): number | string {
  const trimmed = text.trim();
  const number = numberPattern.test(trimmed) ? Number(trimmed) : Number.NaN;
  return Number.isFinite(number) ? number : text;
}

/** A checkbox. The last text counts: before a checkbox often stands a hidden field for "off". */
export function readBoolean(node: FieldNode): boolean | string | undefined {
  const text = filledTexts(node).at(-1);
  return text === undefined ? undefined : (booleans.get(text) ?? text);
}

/** The one of the values of a literal or an enumeration that is written so. */
export function pickValue(values: Iterable<unknown>, text: string): unknown {
  const known = [...values];
  const exact = known.find((value) => value === text || (typeof value === 'number' && value === readNumber(text)));
  if (exact !== undefined) return exact;
  const flag = booleans.get(text);
  return flag !== undefined && known.includes(flag) ? flag : text;
}

/** A text with the line ends that were typed (browsers send CRLF); a local time for a field that wants an instant. */
export function readString(schema: Schema, text: string, timeZone: string): string {
  const instant = wantsInstant(schema) ? instantOfLocal(text, timeZone) : null;
  return instant ?? text.replaceAll('\r\n', '\n');
}
