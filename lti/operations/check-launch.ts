import { hashToken } from '#src/keys/tokens.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { decodeJwt } from 'jose';
import { claimNames } from '../claim-names.ts';
import type { Claims } from '../claims.ts';
import type { FoundLogin } from '../found-login.ts';
import { LaunchRejected, type LaunchStep } from '../launch-rejected.ts';
import { profileOf } from '../platforms/profile.ts';
import { longestToken, verifyIdToken } from '../verify-id-token.ts';

export interface PostedLaunch {
  readonly idToken: string;
  readonly state: string;
}

export interface CheckedLaunch {
  readonly login: FoundLogin;
  readonly claims: Claims;
}

/** What is known of an attempt so far, for its record: filled in step by step. */
export interface Attempt {
  readonly passed: LaunchStep[];
  login: FoundLogin | null;
  claims: Claims | null;
}

/** Verifies what was posted, with no transaction open: keys may have to be fetched. Throws LaunchRejected. */
export async function checkLaunch(
  scope: InstallationScope,
  { idToken, state }: PostedLaunch,
  attempt: Attempt,
): Promise<CheckedLaunch> {
  const login = await findLogin(scope, state, deploymentNamed(idToken), attempt);
  attempt.passed.push('state');
  const claims = await verifyIdToken(scope.outbound.fetch, login, idToken, attempt.passed);
  attempt.claims = claims;
  checkTarget(scope, login, claims);
  attempt.passed.push('target');
  return { login, claims };
}

/** The login that is still open under this state. Throws LaunchRejected. */
export async function findLogin(
  scope: InstallationScope,
  state: string,
  deploymentId: string | null,
  attempt: Attempt,
) {
  const login = await scope.lookUp<FoundLogin>('find_lti_login', state, deploymentId);
  if (!login) throw new LaunchRejected('state-unknown');
  attempt.login = login;
  if (login.is_consumed) throw new LaunchRejected('state-used');
  if (login.is_expired) throw new LaunchRejected('state-expired');
  if (login.registration_status !== 'active') throw new LaunchRejected('registration-suspended', login.issuer);
  return login;
}

/** Read before it is verified, to find login and deployment in one round trip; a forged token gets no further with it. */
function deploymentNamed(idToken: string) {
  try {
    const named = decodeJwt(idToken.slice(0, longestToken))[claimNames.deploymentId];
    return typeof named === 'string' && !named.includes('\0') ? named.slice(0, 300) : null;
  } catch {
    return null;
  }
}

/** The signed target counts, and only inside our origin: the login's was not signed (Core 5.3.4). */
function checkTarget(scope: InstallationScope, login: FoundLogin, claims: Claims) {
  const signed = claims.targetLinkUri;
  if (URL.parse(signed)?.origin !== new URL(scope.url('/')).origin) throw new LaunchRejected('target-outside', signed);
  if (signed === login.target_link_uri) return;
  const family = login.product_family ?? claims.toolPlatform?.product_family_code ?? null;
  if (!profileOf(family).mayChangeTarget) throw new LaunchRejected('target-changed', signed);
  scope.log.info({ login: login.target_link_uri, signed }, 'a launch has another target than its login');
}

/** Whether the browser that posts is the one that began; null where it brought no cookie at all. Throws LaunchRejected. */
export function isSameBrowser(login: FoundLogin, secret: string | null): boolean | null {
  if (secret === null) return null;
  if (hashToken(secret) !== login.binding_hash) throw new LaunchRejected('browser-differs', 'another cookie');
  return true;
}
