import { z } from 'zod';
import { ProgrammingError } from '#src/errors.ts';
import type { Cacheable, CacheDefinition } from './cache-definition.ts';

/** A value with the moment (ms) until which it may be used. */
export interface Unpacked<Value> {
  readonly value: Value;
  readonly until: number;
}

const Packed = z.object({ until: z.number(), value: z.unknown() });

/** The text that travels, and the value that everyone will read from it. Throws ProgrammingError for what the schema refuses. */
export function pack<Value extends Cacheable>(
  definition: CacheDefinition<Value>,
  value: Value,
): Unpacked<Value> & { text: string } {
  const encoded = z.safeEncode(definition.value, value);
  if (!encoded.success)
    throw new ProgrammingError(
      `The cache "${definition.name}" was given what it does not declare: ${z.prettifyError(encoded.error)}`,
    );
  const text = JSON.stringify({ until: Date.now() + definition.seconds * 1000, value: encoded.data });
  const unpacked = unpack(definition, text);
  if (unpacked === null)
    throw new ProgrammingError(
      `The cache "${definition.name}" declares what JSON cannot carry; use a codec, such as one between Date and string.`,
    );
  return { ...unpacked, text };
}

/** Null for text that is no such value (any more): older code wrote it, and a cache may forget. */
export function unpack<Value extends Cacheable>(
  definition: CacheDefinition<Value>,
  text: string,
): Unpacked<Value> | null {
  const packed = Packed.safeParse(parseJson(text));
  if (!packed.success) return null;
  const value = z.safeDecode(definition.value, packed.data.value);
  return value.success ? { value: deepFreeze(value.data), until: packed.data.until } : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Everyone in the process gets the same object, so nobody may change it. */
function deepFreeze<Value>(value: Value): Value {
  // Bytes cannot be frozen.
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  for (const each of Object.values(value)) deepFreeze(each);
  return Object.freeze(value);
}
