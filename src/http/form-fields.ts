import { z } from 'zod';
import type { FormState } from './route.ts';

/** What the helpers of templates need of a form; a view's schema has one as `form: FormFields`. */
export const FormFields = z.object({
  /** By field name, as text: what stands in the field. A tick is `true`, several are a list. */
  values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  /** By field name, in the reader's language. */
  problems: z.record(z.string(), z.string()),
  /** What is wrong with the whole, or null. */
  message: z.string().nullable(),
});
export type FormFields = z.infer<typeof FormFields>;

/** What stands there already. An instant is a Date, and is shown in the reader's zone by a field of type `datetime-local`. */
type Standing = string | number | boolean | Date | readonly string[] | null | undefined;

/**
 * A form for its view: what was typed and refused, else what stands there already. After a refusal only what was typed counts,
 * as a tick that was taken away leaves no trace.
 */
export function formFields(
  { values, problems, message }: FormState,
  standing: Readonly<Record<string, Standing>> = {},
): FormFields {
  const isRefused = message !== null;
  const shown = isRefused ? Object.entries(values) : Object.entries(standing).flatMap(filled);
  return {
    values: Object.fromEntries(
      shown.map(([name, value]) => [name, typeof value === 'string' ? value : [...value]] as const),
    ),
    problems: { ...problems },
    message,
  };
}

function filled([name, value]: readonly [string, Standing]): [string, string | readonly string[]][] {
  if (value === null || value === undefined || value === false) return [];
  if (value instanceof Date) return [[name, value.toISOString()]];
  return [[name, typeof value === 'object' ? value : String(value)]];
}
