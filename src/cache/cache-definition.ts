import type { z } from 'zod';
import { ProgrammingError } from '#src/errors.ts';

/** What may be in the cache: JSON, but never `undefined`, which means "not there". */
export type Cacheable = object | string | number | boolean | null;

export interface CacheDefinition<Value extends Cacheable> {
  /** Part of the key: `problems.statement`. */
  readonly name: string;
  /** How long a value may be used after it was made, whichever process made it. */
  readonly seconds: number;
  /** The value's shape; a codec where JSON has no word for it, such as dates. */
  readonly value: z.ZodType<Value>;
}

/** Throws ProgrammingError for a name that would not keep keys apart, or a time that is not a time. */
export function defineCache<Value extends Cacheable>(definition: CacheDefinition<Value>): CacheDefinition<Value> {
  const { name, seconds } = definition;
  if (!/^[a-z][\w.-]*$/i.test(name))
    throw new ProgrammingError(`The cache "${name}" needs a name of letters, digits, dots and hyphens.`);
  if (!(seconds > 0)) throw new ProgrammingError(`The cache "${name}" needs seconds above 0.`);
  return definition;
}

/** `<organization>:<name>:<id>`: the id comes last, so it may hold anything. */
export function cacheKey(definition: { readonly name: string }, organizationId: string, id: string) {
  if (!/^[\w-]+$/.test(organizationId))
    throw new ProgrammingError(
      `The cache "${definition.name}" was asked for the organization "${organizationId}", which is not an id.`,
    );
  return `${organizationId}:${definition.name}:${id}`;
}
