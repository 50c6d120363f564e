import { audit } from '#src/audit/audit.ts';
import { notFound } from '#src/errors.ts';
import { Session } from '#src/people/session.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from './signed-in-user.ts';

/** Ends one of the actor's own sessions at once. Throws DomainError `notFound` for any other, and for one that has ended. */
export async function endSession(scope: Scope, sessionId: string): Promise<void> {
  const user = signedInUser(scope);
  await scope.transaction(async (scope) => {
    const mine = { id: sessionId, user, revokedAt: null };
    const ended = await scope.em.nativeUpdate(Session, mine, { revokedAt: scope.now() });
    if (ended === 0) throw notFound('session');
    scope.afterCommit(() => audit(scope, { action: 'session.ended', target: { type: 'session', id: sessionId } }));
  });
}
