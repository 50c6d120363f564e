import type { z } from 'zod';
import { DomainError } from '#src/errors.ts';
import type { Body } from './body.ts';
import { decodeForm } from './decode-fields.ts';
import { fieldProblems } from './field-problems.ts';

/** Reads a value by its schema. Throws what `otherwise` makes of the problems: by default DomainError `invalid` with its fields. */
export function parseInput(
  schema: z.ZodType,
  value: unknown,
  otherwise: (error: z.ZodError, value: unknown) => DomainError = invalid,
): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw otherwise(result.error, value);
}

/** A body as the JSON that its schema was written for. */
export function decodeBody(schema: z.ZodType, raw: Body | null, timeZone: string): unknown {
  if (!raw) return undefined;
  return raw.kind === 'json' ? raw.value : decodeForm(schema, raw.entries, timeZone);
}

const invalid = (error: z.ZodError, value: unknown) =>
  new DomainError('invalid', 'kernel.error.invalid', { fields: fieldProblems(error, value) });
