import { definitionOf, type Schema } from './schema-facts.ts';

interface Unwrapped {
  readonly schema: Schema;
  readonly isNullable: boolean;
  readonly isOptional: boolean;
}

/** The schema inside `optional`, `nullable`, `default`, `transform` and the like, and what they allow. */
export function unwrap(wrapped: Schema, isOptional: boolean, isNullable = false): Unwrapped {
  const def = definitionOf(wrapped);
  if (def.type === 'lazy') return unwrap(def.getter(), isOptional, isNullable);
  if (def.type === 'pipe') {
    // z.preprocess begins with a function; what it makes is the best that is known of what it takes.
    return unwrap(definitionOf(def.in).type === 'transform' ? def.out : def.in, isOptional, isNullable);
  }
  if (!('innerType' in def)) return { schema: wrapped, isNullable, isOptional };
  const optional = def.type !== 'nonoptional' && (isOptional || allowAbsence.has(def.type));
  return unwrap(def.innerType, optional, isNullable || def.type === 'nullable');
}

const allowAbsence = new Set(['optional', 'nullable', 'default', 'prefault', 'catch']);
