import type { JWTPayload } from 'jose';
import { claim } from '../flavours/claim-names.ts';
import { flavours } from '../flavours/flavours.ts';
import { courseOf } from '../courses.ts';
import { makeKey, sign } from '../platform-keys.ts';
import type { Launch, Lms } from '../state.ts';
import { targetOf } from './target-of.ts';

const tokenSeconds = { moodle: 60, canvas: 3600 };

/** A signed id_token for this launch, with whatever is switched on to be wrong with it. */
export async function makeIdToken(lms: Lms, launch: Launch, nonce: string): Promise<string> {
  const right = lms.changeClaims ? lms.changeClaims(claimsOf(lms, launch, nonce)) : claimsOf(lms, launch, nonce);
  const key = lms.keys[0]!;
  const isForged = lms.failures.has('wrong-key') || lms.failures.has('unknown-kid');
  const signing = isForged ? await makeKey() : key;
  const kid = lms.failures.has('no-kid') ? null : lms.failures.has('unknown-kid') ? signing.kid : key.kid;
  return sign(spoilt(lms, right), signing, kid);
}

function claimsOf(lms: Lms, launch: Launch, nonce: string): JWTPayload {
  const { tool, activity, person, message } = launch;
  const course = courseOf(activity);
  const now = Math.floor(Date.now() / 1000);
  const flavour = flavours[tool.flavour];
  return {
    nonce,
    iat: now,
    exp: now + tokenSeconds[tool.flavour],
    iss: lms.issuer,
    aud: tool.clientId,
    sub: flavour.subject(person.id),
    [claim.deploymentId]: tool.deploymentId,
    [claim.targetLinkUri]: targetOf(lms, launch),
    [claim.messageType]: message,
    [claim.version]: '1.3.0',
    ...flavour.claims({ ...launch, lms, course }),
  };
}

function spoilt({ failures }: Lms, claims: JWTPayload): JWTPayload {
  const { iat = 0, exp = 0 } = claims;
  return {
    ...claims,
    ...(failures.has('expired') ? { iat: iat - 1200, exp: iat - 600 } : {}),
    ...(failures.has('issued-in-future') ? { iat: iat + 600, exp: exp + 600 } : {}),
    ...(failures.has('wrong-audience')
      ? { aud: 'another-client', ...(claims['azp'] ? { azp: 'another-client' } : {}) }
      : {}),
    ...(failures.has('wrong-nonce') ? { nonce: 'another-nonce' } : {}),
    ...(failures.has('unknown-deployment') ? { [claim.deploymentId]: 'unknown' } : {}),
  };
}
