import type { StaleSave } from '#src/errors.ts';
import type { FormState } from './route.ts';

/** Fields that belong to the kernel, not to the form. */
export const kernelFields = { csrf: '_csrf', idempotencyKey: '_key' } as const;

/** What was typed, by field name, with one sentence for each field that was refused. Passwords are never drawn again. */
export function formState(
  entries: readonly (readonly [string, string])[],
  refused: { message: string; details: readonly { field: string; message: string }[] },
  stale: StaleSave | null = null,
): FormState {
  const values: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
  for (const [name, value] of entries) {
    if (Object.values<string>(kernelFields).includes(name) || /password/i.test(name)) continue;
    const before = values[name];
    values[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  const problems: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const { field, message } of refused.details) problems[field] ??= message;
  return { values, problems, message: refused.message, stale };
}
