import { SignJWT } from 'jose';
import type { Scope } from '#src/scope/scope.ts';
import { signingKey } from '../keys/tool-keys.ts';
import type { LtiRegistration } from '../registration.entity.ts';

/** What shows a token endpoint that we are its client (Security Framework 4.1.1, RFC 7523): five minutes, one use. */
export async function clientAssertion(scope: Scope, registration: LtiRegistration): Promise<string> {
  const { clientId, tokenAudience, tokenEndpoint } = registration;
  const { kid, key } = await signingKey(scope);
  return new SignJWT()
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(tokenAudience ?? tokenEndpoint)
    .setIssuedAt()
    .setExpirationTime('5m')
    .setJti(crypto.randomUUID())
    .sign(key);
}
