import { DomainError } from '#src/errors.ts';
import { extensionPoint } from '#src/extension.ts';
import type { Scope } from '#src/scope/scope.ts';
import { writesProblems } from './authors.ts';

/** Says whether somebody without a role in the organization writes problems all the same: for the courses that they teach. */
export const problemWriters = extensionPoint<(scope: Scope) => Promise<boolean>>('problems.problemWriters');

/** Who writes problems [D2-17], in the organization or for courses of their own. */
export async function mayWriteProblems(scope: Scope): Promise<boolean> {
  if (scope.actor.kind !== 'user' || writesProblems(scope.actor)) return scope.actor.kind === 'user';
  for (const writes of scope.contributions(problemWriters)) if (await writes(scope)) return true;
  return false;
}

/** Who writes problems for everybody in the organization; throws DomainError `forbidden` for other people. */
export function organizationAuthors({ actor }: Pick<Scope, 'actor'>) {
  if (actor.kind !== 'user') return null;
  if (!writesProblems(actor)) throw new DomainError('forbidden', 'problems.authorsOnly');
  return actor;
}

/** Throws DomainError `forbidden` for everybody else, who sees problems and knows that they are written. */
export async function authors(scope: Scope) {
  const { actor } = scope;
  if (actor.kind !== 'user') return null;
  if (!(await mayWriteProblems(scope))) throw new DomainError('forbidden', 'problems.authorsOnly');
  return actor;
}
