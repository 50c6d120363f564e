/* oxlint-disable no-underscore-dangle -- `_zod` is what zod documents for those who walk a schema */
import type { z } from 'zod';

export type Schema = z.core.$ZodType;
export type Definition = z.core.$ZodTypes['_zod']['def'];

/** What a schema was made of, for one of zod's own kinds. */
export const definitionOf = (schema: Schema): Definition => (schema as z.core.$ZodTypes)._zod.def;

/** The finite set of values that a schema takes, such as an enumeration's; `undefined` for other schemas. */
export const valuesOf = (schema: Schema): ReadonlySet<unknown> | undefined => schema._zod.values;

/** The values by which an option of a discriminated union is told from the others. */
export const discriminatorValues = (option: Schema, name: string): ReadonlySet<unknown> | undefined =>
  option._zod.propValues?.[name];

/** Whether a text has to be an instant, with its offset. */
export function wantsInstant(schema: Schema): boolean {
  const definitions = [schema._zod.def, ...(schema._zod.def.checks ?? []).map((check) => check._zod.def)];
  const datetime = definitions.find((definition) => 'format' in definition && definition.format === 'datetime');
  return datetime !== undefined && !('local' in datetime && datetime.local === true);
}
