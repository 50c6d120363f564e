import type { Visit } from '#src/http/visit.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import type { StandingSession } from '../operations/open-session.ts';

/** From where a launch comes: address, browser, and the session that it may have here already. */
export interface LaunchVisit {
  readonly ip: string;
  readonly userAgent: string | null;
  readonly standing: StandingSession | null;
}

export function launchVisit({ actor, origin }: InstallationScope, { ip, userAgent }: Visit): LaunchVisit {
  const sessionId = ('ip' in origin && origin.sessionId) || null;
  return { ip, userAgent, standing: actor.kind === 'user' && sessionId ? { userId: actor.id, sessionId } : null };
}
