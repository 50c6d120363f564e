import { hashToken, newToken } from '#src/keys/tokens.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { Claims } from '../claims.ts';
import { LaunchRejected } from '../launch-rejected.ts';
import { findLogin, type Attempt, type CheckedLaunch } from './check-launch.ts';

/** Keeps a verified launch for two minutes under a one-time handle, until the browser proves itself. Returns the handle. */
export async function parkLaunch(scope: InstallationScope, { login, claims }: CheckedLaunch): Promise<string> {
  const handle = newToken('lh');
  const [parked] = await scope.transaction(({ em }) =>
    em.execute<object[]>(
      `update lti_login set handle_hash = ?, claims = ?::jsonb, expires_at = least(expires_at, now() + interval '2 minutes')
        where id = ? and consumed_at is null and handle_hash is null returning id`,
      [hashToken(handle), JSON.stringify(claims), login.id],
    ),
  );
  if (!parked) throw new LaunchRejected('state-used');
  return handle;
}

/**
 * The launch that waits under a handle, if the secret is the one that the platform's storage was given at the login. The hash is
 * compared here and not in a script (STO-11). Throws LaunchRejected.
 */
export async function resumeLaunch(
  scope: InstallationScope,
  handle: string,
  secret: string,
  attempt: Attempt,
): Promise<{ readonly state: string; readonly checked: CheckedLaunch }> {
  const waiting = await scope.lookUp<{ state: string; claims: unknown }>('find_waiting_lti_login', hashToken(handle));
  if (!waiting) throw new LaunchRejected('state-unknown');
  const claims = Claims.parse(waiting.claims);
  attempt.claims = claims;
  const login = await findLogin(scope, waiting.state, claims.deploymentId, attempt);
  attempt.passed.push('request', 'state', 'shape', 'algorithm', 'key', 'signature', 'issuer', 'audience', 'time');
  attempt.passed.push('nonce', 'claims', 'target');
  if (hashToken(secret) !== login.storage_hash) throw new LaunchRejected('browser-differs', 'another secret');
  return { state: waiting.state, checked: { login, claims } };
}
