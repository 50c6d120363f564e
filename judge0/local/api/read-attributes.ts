import { textBytes, type Bytes } from '../answers/submission.ts';

/** What came in as a submission: JSON or a form, so each value is what anybody may send. */
export type Attributes = Readonly<Record<string, unknown>>;

/** A text as bytes: null for what is no text, and decoded when the request says that texts are base64. */
export function bytesIn(value: unknown, base64: boolean): Bytes | null {
  const text = textIn(value);
  if (text === null) return null;
  return base64 ? decodeBase64(text) : textBytes(text);
}

export function textIn(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** Lenient, as Ruby's decode64: what is no base64 is passed over. */
export const decodeBase64 = (text: string): Bytes =>
  Buffer.from(text.replaceAll(/[^A-Za-z0-9+/=]/g, ''), 'base64').toString('latin1');

/** Undefined for what was not sent, NaN for what is no number. */
export function numberIn(value: unknown): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)
    ? Number(value)
    : Number.NaN;
}

const noes = new Set<unknown>([false, 0, '0', 'f', 'F', 'false', 'FALSE', 'off', 'OFF']);

/** As Rails reads one: everything that is no "no" is a yes. Undefined for what was not sent. */
export const yesIn = (value: unknown): boolean | undefined =>
  value === undefined || value === null || value === '' ? undefined : !noes.has(value);

export const isBlank = (text: Bytes | null) =>
  text === null || (/^[\s\0]*$/.test(text.slice(0, 10_000)) && text.trim() === '');
