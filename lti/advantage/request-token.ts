import { z } from 'zod';
import type { Scope } from '#src/scope/scope.ts';
import { LtiRegistration } from '../registration.entity.ts';
import { platformWords } from '../platform-words.ts';
import { askLms } from './ask-lms.ts';
import { clientAssertion } from './client-assertion.ts';
import { LmsRefused } from './lms-refused.ts';

const Granted = z.object({
  access_token: z.string().min(1),
  // Moodle and Canvas say 3600; some say it as a text, some not at all.
  expires_in: z.coerce.number().positive().max(86_400).catch(3_600),
});

export interface GrantedToken {
  readonly token: string;
  /** For how long it is used: a sixth less than the platform grants, which is 50 minutes of the usual hour. */
  readonly seconds: number;
}

/** Asks the registration's token endpoint (Security Framework 4.1, RFC 6749 4.4). Throws LmsRefused. */
export async function requestToken(scope: Scope, registrationId: string, scopes: string): Promise<GrantedToken> {
  const registration = await scope.transaction(({ em }) => em.findOneOrFail(LtiRegistration, registrationId), {
    readOnly: true,
  });
  if (registration.status !== 'active') throw refused('this registration is suspended', false);
  const { json, text } = await askLms(scope, registration.tokenEndpoint, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await clientAssertion(scope, registration),
      scope: scopes,
    }).toString(),
    timeoutMs: 10_000,
    maxBytes: 100_000,
  });
  const granted = Granted.safeParse(json);
  // A page instead of a token: the LMS is being maintained, or its address leads elsewhere.
  if (!granted.success) throw refused(`no access token: ${platformWords(json, text)}`, true);
  return { token: granted.data.access_token, seconds: (granted.data.expires_in * 5) / 6 };
}

const refused = (words: string, isRetryable: boolean) =>
  new LmsRefused({ status: null, words, retryAfterSeconds: null, isRetryable });
