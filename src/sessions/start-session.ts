import { audit } from '#src/audit/audit.ts';
import { Session } from '#src/people/session.entity.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { newSession } from './session-fields.ts';
import type { Visit } from './visit.ts';

export interface StartedSession {
  /** `as_…`, to be handed to its owner once: only its hash is stored. */
  readonly token: string;
  /** Its `id` may be shown: pages carry it to notice that somebody else signed in. */
  readonly session: Session;
}

/** Whose frames may show the session's pages: a public id, and origins. */
export interface Framed {
  readonly frame: string | null;
  readonly frameOrigins: readonly string[];
}

/**
 * Opens a session in the open transaction, always with a new token: one that a client brought is never taken over. It ends
 * after 7 days, or 12 hours without a request.
 */
export async function startSession(
  scope: Scope,
  user: { readonly id: string },
  visit: Visit,
  framed: Framed = { frame: null, frameOrigins: [] },
): Promise<StartedSession> {
  const { token, fields } = newSession('as', scope.now(), visit);
  const session = scope.em.create(Session, {
    ...fields,
    ...framed,
    user: scope.em.getReference(User, user.id),
  } as never);
  await scope.em.flush();
  scope.afterCommit(() =>
    audit(scope, {
      action: 'session.started',
      target: { type: 'user', id: user.id },
      payload: { session: session.id },
    }),
  );
  return { token, session };
}
