import type { Scope, InstallationScope } from '#src/scope/scope.ts';
import { defineLimit } from '#src/limits/limit.ts';
import { LimitExceeded } from '#src/limits/limit-exceeded.ts';
import { oneAddress, type Visit } from '#src/sessions/visit.ts';
import type { Claims } from '../claims.ts';
import type { FoundLogin } from '../found-login.ts';
import { LtiLaunchRecord } from '../launch-record.entity.ts';
import type { LaunchRejected, LaunchStep } from '../launch-rejected.ts';
import type { Attempt } from './check-launch.ts';

interface Launched {
  readonly login: FoundLogin;
  readonly claims: Claims;
  readonly userId: string;
  readonly visit: Visit;
  readonly passed: readonly LaunchStep[];
}

/** The record of a launch, in its own transaction: it is there exactly when the session is (CERT-05). */
export const launchedRecord = ({ em }: Scope, { login, claims, userId, visit, passed }: Launched) =>
  em.create(LtiLaunchRecord, {
    outcome: 'launched',
    reason: null,
    detail: null,
    passed: [...passed],
    userId,
    ...fromLogin(login),
    ...fromClaims(claims),
    ...fromVisit(visit),
  } as never);

/** What a refused attempt said of itself where nothing is known of its login. */
interface Said {
  readonly issuer?: string;
  readonly clientId?: string;
}

/**
 * The record of an attempt that ended, in a transaction of its own: in the organization of its deployment, or of whoever invited
 * the platform where it did not come so far, else for operators. Returns the id, which the page shows.
 */
export async function recordEnd(
  scope: InstallationScope,
  { passed, login, claims }: Attempt,
  { reason, detail }: Pick<LaunchRejected, 'reason' | 'detail'>,
  visit: Visit & Said,
  outcome: 'waiting' | 'refused' = 'refused',
): Promise<string> {
  const id = crypto.randomUUID();
  const row = {
    id,
    outcome,
    reason,
    detail,
    passed: [...passed],
    userId: null,
    issuer: visit.issuer ?? null,
    clientId: visit.clientId ?? null,
    ...(login ? fromLogin(login) : {}),
    ...(reason === 'message-not-supported' ? { messageType: detail } : {}),
    ...(claims ? fromClaims(claims) : {}),
    ...fromVisit(visit),
  };
  const isVerified = passed.includes('nonce');
  const organizationId = claims ? login?.organization_id : (isVerified && login?.organization_id) || whoseLogin(login);
  const isKept = isVerified || (await mayRecord(scope, visit.ip));
  if (isKept && organizationId)
    await scope.within(organizationId, (scope) => scope.record(LtiLaunchRecord, row as never));
  else if (isKept) await scope.record(LtiLaunchRecord as never, row);
  scope.log.info({ launch: id, outcome, reason, detail, isKept }, 'a launch ended without a session');
  return id;
}

/** Whoever sends garbage fills the log and not the table; a class whose launches all fail is in it many times over. */
const kept = defineLimit({ name: 'lti.record', points: 300, seconds: 60 });

const mayRecord = (scope: InstallationScope, ip: string) =>
  scope.limits.consume(kept, oneAddress(ip)).then(
    () => true,
    (error: unknown) => {
      if (error instanceof LimitExceeded) return false;
      throw error;
    },
  );

/**
 * Before anything of a token is verified, or where it names no deployment of ours, an attempt is the organization's that invited the platform: its administrator is the
 * one who can mend what is wrong there. The deployment that such a token names decides nothing.
 */
const whoseLogin = (login: FoundLogin | null) => login?.invited_by ?? null;

const fromLogin = ({ issuer, client_id: clientId, registration_id: registrationId }: FoundLogin) => ({
  issuer,
  clientId,
  registrationId,
});

const fromClaims = (claims: Claims) => ({
  deploymentId: claims.deploymentId,
  messageType: claims.messageType,
});

const fromVisit = ({ ip, userAgent }: Visit) => ({ ipAddress: ip, userAgent: userAgent?.slice(0, 300) ?? null });
