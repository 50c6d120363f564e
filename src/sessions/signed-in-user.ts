import { DomainError } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';

/** The id of the person who acts; their own sessions and tokens are looked up through it. Throws DomainError `unauthenticated`. */
export function signedInUser({ actor }: Scope): string {
  if (actor.kind !== 'user') throw new DomainError('unauthenticated', 'kernel.error.unauthenticated');
  return actor.id;
}
