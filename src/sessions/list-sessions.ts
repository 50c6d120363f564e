import { Session } from '#src/people/session.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from './signed-in-user.ts';

const shown = ['createdAt', 'lastSeenAt', 'expiresAt', 'ipAddress', 'userAgent'] as const;
const idleMs = 12 * 3_600_000;

export type ListedSession = Pick<Session, 'id' | (typeof shown)[number]>;

/** The actor's own open sessions, last used first. */
export async function listSessions(scope: Scope): Promise<readonly ListedSession[]> {
  const user = signedInUser(scope);
  return scope.transaction(async (scope) => {
    const now = scope.now();
    const open = {
      user,
      revokedAt: null,
      expiresAt: { $gt: now },
      lastSeenAt: { $gt: new Date(now.getTime() - idleMs) },
    };
    return scope.em.find(Session, open, { fields: shown, orderBy: { lastSeenAt: 'desc', id: 'asc' } });
  });
}
