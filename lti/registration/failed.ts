import { z } from 'zod';
import { page, type Reply } from '#src/http/reply.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { keysUri, loginUri, redirectUri, targetLinkUri } from '../tool-addresses.ts';
import { RegistrationFailed, registrationFailures } from './registration-failed.ts';

const failedView = view(
  'lti/registration/failed',
  z.object({
    reason: z.string(),
    /** Who ended it, which decides the title and what to do. */
    side: z.enum(['invitation', 'assay', 'lms', 'silent', 'fault']),
    detail: z.string(),
    words: z.string(),
    reference: z.string(),
    /** For a registration by hand; none where the invitation is what is wrong. */
    addresses: z.array(z.object({ name: z.enum(['login', 'redirect', 'keys', 'target']), url: z.string() })),
  }),
);

/** The page of a registration that ended, with an id that the log has. What is no such end is thrown on. */
export function failed(scope: InstallationScope, error: unknown): Reply {
  if (!(error instanceof RegistrationFailed)) throw error;
  const { reason, detail, words } = error;
  const { side, status } = registrationFailures[reason];
  const { requestId } = scope.origin;
  const level = side === 'fault' ? 'error' : 'info';
  scope.log[level]({ reason, detail, ...(side === 'fault' ? { err: error.cause } : {}) }, 'a registration failed');
  const addresses = [
    { name: 'login' as const, url: loginUri(scope) },
    { name: 'redirect' as const, url: redirectUri(scope) },
    { name: 'keys' as const, url: keysUri(scope) },
    { name: 'target' as const, url: targetLinkUri(scope) },
  ];
  const shown = side === 'invitation' ? [] : addresses;
  const data = { reason, side, detail, words, reference: requestId, addresses: shown };
  return page(failedView, data, { status, layout: 'door', frames: ['*'] });
}
