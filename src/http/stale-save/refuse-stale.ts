import { DomainError } from '#src/errors.ts';

interface Versioned {
  readonly version: number;
}

/**
 * Call it before a row is changed to what somebody typed. Throws DomainError `conflict` with both texts of these fields when
 * the row was saved by somebody else since; a save that comes in between is found when the change is written.
 */
export function refuseStale<R extends Versioned, T extends Versioned>(
  row: R,
  typed: T,
  fields: readonly (keyof R & keyof T & string)[],
): void {
  if (row.version === typed.version) return;
  const pick = (from: R | T) => Object.fromEntries(fields.map((field) => [field, (from as never)[field] ?? null]));
  throw new DomainError('conflict', 'kernel.error.stale', {
    stale: { version: row.version, typed: pick(typed), standing: pick(row) },
  });
}
