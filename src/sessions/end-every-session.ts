import { audit } from '#src/audit/audit.ts';
import { Session } from '#src/people/session.entity.ts';
import type { Scope } from '#src/scope/scope.ts';

/**
 * Ends all sessions of a person at once, except perhaps the one that asks: after a new password, a suspension, a lost
 * computer. The caller has checked that the actor may. Returns how many ended.
 */
export async function endEverySession(scope: Scope, userId: string, exceptSessionId?: string): Promise<number> {
  return scope.transaction(async (scope) => {
    const others = exceptSessionId ? { id: { $ne: exceptSessionId } } : {};
    const ended = await scope.em.nativeUpdate(
      Session,
      { user: userId, revokedAt: null, ...others },
      { revokedAt: scope.now() },
    );
    scope.afterCommit(() =>
      audit(scope, { action: 'session.everyEnded', target: { type: 'user', id: userId }, payload: { ended } }),
    );
    return ended;
  });
}
