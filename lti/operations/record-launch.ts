import type { Scope, InstallationScope } from '#src/scope/scope.ts';
import { defineLimit } from '#src/limits/limit.ts';
import { LimitExceeded } from '#src/limits/limit-exceeded.ts';
import { oneAddress, type Visit } from '#src/sessions/visit.ts';
import { answeredAtCommit, prepared } from '#src/database/prepared.ts';
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
export function recordLaunch({ em, organization }: Scope, { login, claims, userId, visit, passed }: Launched): void {
  const { issuer, clientId, registrationId } = fromLogin(login);
  const { ipAddress, userAgent } = fromVisit(visit);
  const stored = prepared(em, insert, [
    organization.id,
    JSON.stringify(passed),
    issuer,
    clientId,
    claims.deploymentId,
    registrationId,
    claims.messageType,
    userId,
    ipAddress,
    userAgent,
  ]);
  answeredAtCommit(em, stored);
}

/** Not by the entity, as every launch makes one: see `prepared`. */
const insert = `
  insert into lti_launch_record (id, organization_id, outcome, passed, issuer, client_id, deployment_id, registration_id, message_type,
    user_id, ip_address, user_agent)
  values (gen_random_uuid(), $1, 'launched', array(select jsonb_array_elements_text($2::jsonb)), $3, $4, $5, $6, $7, $8, $9, $10)`;

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
