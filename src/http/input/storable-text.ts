import { DomainError } from '#src/errors.ts';

/** How deep a JSON document may be: a schema that refers to itself would otherwise exhaust the stack. */
const maxDepth = 64;

/** Throws DomainError badRequest for a text that PostgreSQL cannot hold: a zero character or half a surrogate pair. */
export function refuseUnstorableText(text: string): void {
  if (text.includes('\0') || !text.isWellFormed()) throw new DomainError('badRequest', 'kernel.field.unstorable');
}

/** The same for every text and name in a JSON document; refuses one that is nested more than 64 deep, too. */
export function refuseUnstorableJson(document: unknown): void {
  let level = [document];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) {
      throw new DomainError('badRequest', 'kernel.field.tooDeep', { parameters: { limit: maxDepth } });
    }
    level = level.flatMap(partsOf);
  }
}

function partsOf(value: unknown): unknown[] {
  if (typeof value === 'string') refuseUnstorableText(value);
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value;
  for (const name of Object.keys(value)) refuseUnstorableText(name);
  return Object.values(value);
}
