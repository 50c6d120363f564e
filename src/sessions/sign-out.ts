import { audit } from '#src/audit/audit.ts';
import { DomainError } from '#src/errors.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import { endSession } from './end-session.ts';
import { OperatorSession } from './operator-session.entity.ts';

/** Ends the session that asks; a second click on the same button is no error. */
export async function signOut(scope: Scope, sessionId: string): Promise<void> {
  try {
    await endSession(scope, sessionId);
  } catch (error) {
    if (!(error instanceof DomainError && error.refusal === 'notFound')) throw error;
  }
}

/** The same for somebody who runs the installation. */
export async function signOutOperator(scope: InstallationScope, sessionId: string): Promise<void> {
  const { actor } = scope;
  if (actor.kind !== 'operator') throw new DomainError('unauthenticated', 'kernel.error.unauthenticated');
  await scope.transaction(async (scope) => {
    const mine = { id: sessionId, operator: actor.id, revokedAt: null };
    const ended = await scope.em.nativeUpdate(OperatorSession, mine, { revokedAt: scope.now() });
    if (ended === 0) return;
    scope.afterCommit(() => audit(scope, { action: 'session.ended', target: { type: 'session', id: sessionId } }));
  });
}
