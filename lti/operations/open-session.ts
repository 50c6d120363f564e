import { Session } from '#src/people/session.entity.ts';
import { hashToken } from '#src/keys/tokens.ts';
import type { Scope } from '#src/scope/scope.ts';
import { newSession } from '#src/sessions/session-fields.ts';
import type { Framed } from '#src/sessions/start-session.ts';
import type { Visit } from '#src/sessions/visit.ts';

export interface OpenedSession {
  /** `as_…`, to be handed to its owner once. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** A session of the same person in the same browser partition, which other tabs of theirs go on with. */
export interface StandingSession {
  readonly userId: string;
  readonly sessionId: string;
}

/**
 * A session with a new token. Where the browser has one of the same person already, that one goes on under the new token, so that
 * a launch in a second tab does not end what the first one does; anybody else's is left alone. The launch's record is the audit.
 */
export async function openSession(
  scope: Scope,
  userId: string,
  visit: Visit & { readonly standing?: StandingSession | null },
  framed: Framed,
): Promise<OpenedSession> {
  const { token, fields } = newSession('as', scope.now(), visit);
  const { standing } = visit;
  if (standing?.userId === userId) {
    const renewed = { ...fields, ...framed, tokenHash: hashToken(token), frameOrigins: [...framed.frameOrigins] };
    const found = await scope.em.nativeUpdate(Session, { id: standing.sessionId, revokedAt: null }, renewed);
    if (found > 0) return { token, expiresAt: fields.expiresAt };
  }
  scope.em.create(Session, { ...fields, ...framed, user: userId } as never);
  return { token, expiresAt: fields.expiresAt };
}
