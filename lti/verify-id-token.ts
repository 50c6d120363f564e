import { compactVerify, decodeProtectedHeader, errors, type CryptoKey, type JWTPayload } from 'jose';
import { refuseUnstorableJson } from '#src/http/input/storable-text.ts';
import type { OutboundFetch } from '#src/outbound/outbound.ts';
import { readClaims, type Claims } from './claims.ts';
import type { FoundLogin } from './found-login.ts';
import { LaunchRejected, type LaunchReason, type LaunchStep } from './launch-rejected.ts';
import { platformKey } from './platform-keys.ts';

/** Platforms give `data` to be brought back, of any length (Deep Linking 4.5.5). */
export const longestToken = 500_000;
const leewaySeconds = 90;
/** A login lives ten minutes, so that no token for it can be older. */
const oldestSeconds = 600;
const longestLifeSeconds = 86_400;

/**
 * Checks an id_token in the order of Security Framework 5.1.3, against the registration that the login began at and never
 * against what the token says of itself. Adds each step that passed to `passed`. Throws LaunchRejected.
 */
export async function verifyIdToken(
  fetch: OutboundFetch,
  login: FoundLogin,
  idToken: string,
  passed: LaunchStep[],
): Promise<Claims> {
  const header = headerOf(idToken);
  passed.push('shape');
  if (!login.algorithms.includes(header.alg)) throw new LaunchRejected('algorithm-refused', header.alg);
  passed.push('algorithm');
  if (!header.kid) throw new LaunchRejected('kid-missing');
  const key = await platformKey(fetch, login.jwks_uri, { alg: header.alg, kid: header.kid });
  passed.push('key');
  const payload = await verifiedPayload(idToken, key, header.alg);
  passed.push('signature');
  if (payload.iss !== login.issuer) throw new LaunchRejected('issuer-wrong', shown(payload.iss));
  passed.push('issuer');
  checkAudience(payload, login);
  passed.push('audience');
  checkTime(payload);
  passed.push('time');
  if (typeof payload.nonce !== 'string') throw new LaunchRejected('nonce-missing');
  if (payload.nonce !== login.nonce) throw new LaunchRejected('nonce-wrong');
  passed.push('nonce');
  const claims = readClaims(payload);
  passed.push('claims');
  return claims;
}

function headerOf(idToken: string) {
  if (idToken.length > longestToken) throw new LaunchRejected('token-too-large', `${idToken.length} characters`);
  try {
    const { alg, kid } = decodeProtectedHeader(idToken);
    if (idToken.split('.').length !== 3 || typeof alg !== 'string') throw new LaunchRejected('token-malformed');
    return { alg, kid: typeof kid === 'string' ? kid : null };
  } catch (error) {
    throw error instanceof LaunchRejected ? error : new LaunchRejected('token-malformed', null, error);
  }
}

async function verifiedPayload(idToken: string, key: CryptoKey, alg: string): Promise<JWTPayload> {
  try {
    const { payload } = await compactVerify(idToken, key, { algorithms: [alg] });
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new LaunchRejected('token-malformed');
    refuseUnstorableJson(value);
    return value as JWTPayload;
  } catch (error) {
    if (error instanceof LaunchRejected) throw error;
    const isForged = error instanceof errors.JWSSignatureVerificationFailed;
    throw new LaunchRejected(isForged ? 'signature-wrong' : 'token-malformed', null, error);
  }
}

function checkAudience({ aud, azp }: JWTPayload, { client_id: clientId, trusted_audiences: trusted }: FoundLogin) {
  const audiences = typeof aud === 'string' ? [aud] : Array.isArray(aud) ? aud : [];
  if (!audiences.includes(clientId)) throw new LaunchRejected('audience-wrong', shown(aud));
  const stranger = audiences.find((one) => one !== clientId && !trusted.includes(one));
  if (stranger !== undefined) throw new LaunchRejected('audience-untrusted', shown(stranger));
  if (azp === undefined ? audiences.length > 1 : azp !== clientId)
    throw new LaunchRejected('azp-wrong', azp === undefined ? 'absent beside several audiences' : shown(azp));
}

function checkTime({ exp, iat, nbf }: JWTPayload) {
  const now = Date.now() / 1_000;
  const refuse = (reason: LaunchReason, seconds: number) =>
    new LaunchRejected(reason, `${Math.round(seconds)} seconds from our clock`);
  if (!isInstant(exp)) throw new LaunchRejected('exp-missing', shown(exp));
  if (!isInstant(iat)) throw new LaunchRejected('iat-missing', shown(iat));
  if (exp < now - leewaySeconds) throw refuse('token-expired', exp - now);
  if (iat < now - oldestSeconds - leewaySeconds) throw refuse('token-too-old', iat - now);
  if (iat > now + leewaySeconds) throw refuse('token-from-future', iat - now);
  if (nbf !== undefined && !(isInstant(nbf) && nbf <= now + leewaySeconds))
    throw new LaunchRejected('token-from-future', `nbf ${JSON.stringify(nbf)}`);
  if (exp - iat > longestLifeSeconds) throw new LaunchRejected('token-lives-too-long', `${exp - iat} seconds`);
}

/** Not `String`: a token may hold objects that cannot be told as text. */
const shown = (value: unknown) => (value === undefined ? 'absent' : JSON.stringify(value));

const isInstant = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
