import { Session } from '#src/people/session.entity.ts';
import { answeredAtCommit, prepared } from '#src/database/prepared.ts';
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
  const stored = prepared(scope.em, insert, [
    scope.organization.id,
    userId,
    fields.tokenHash,
    fields.lastSeenAt.toISOString(),
    fields.expiresAt.toISOString(),
    fields.ipAddress,
    fields.userAgent,
    framed.frame,
    JSON.stringify(framed.frameOrigins),
  ]);
  answeredAtCommit(scope.em, stored);
  return { token, expiresAt: fields.expiresAt };
}

/** Not by the entity, as every launch opens one: see `prepared`. */
const insert = `
  insert into session (id, organization_id, user_id, token_hash, last_seen_at, expires_at, ip_address, user_agent, frame, frame_origins)
  values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, array(select jsonb_array_elements_text($9::jsonb)))`;
