import { z } from 'zod';
import { everybody } from '#src/http/allow.ts';
import { page, type Reply } from '#src/http/reply.ts';
import { get } from '#src/http/route.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { failed } from './failed.ts';
import { registerByInvitation } from './register-by-invitation.ts';

/** What our invitation says and what an LMS adds to it (lti-dr 3.4); more than that is left alone. */
const Asked = z.object({
  invitation: z.string().max(200).default(''),
  openid_configuration: z.string().max(4_000).default(''),
  registration_token: z.string().max(10_000).optional(),
});

const registeredView = view(
  'lti/registration/registered',
  z.object({
    organizationName: z.string(),
    issuer: z.string(),
    clientId: z.string(),
    deploymentId: z.string().nullable(),
    next: z.enum(['activate', 'switchOn', 'open']),
    earlier: z.array(z.object({ clientId: z.string(), createdAt: z.iso.datetime() })),
  }),
);

/** An LMS opens this in a frame, as whoever looks after it: the invitation is the authority, so all is done at once. */
export const registerRoute = get('/lti/register', {
  summary: 'Registers Assay at the LMS that opens this with an invitation',
  tenant: 'none',
  work: 'steps',
  countsItself: true,
  secretAnswer: true,
  query: Asked,
  allow: everybody,
  handle: (scope: InstallationScope, { query, visit }) => register(scope, query, visit.ip),
});

async function register(scope: InstallationScope, asked: z.output<typeof Asked>, ip: string): Promise<Reply> {
  try {
    const { invitation, openid_configuration: openidConfiguration, registration_token: registrationToken } = asked;
    const request = { invitation, openidConfiguration, registrationToken: registrationToken || null };
    const stored = await registerByInvitation(scope, request, ip);
    const { organizationName, issuer, clientId, deploymentId, afterRegistration: next = 'open' } = stored;
    const earlier = stored.earlier.map((known) => ({ ...known, createdAt: known.createdAt.toISOString() }));
    const data = { organizationName, issuer, clientId, deploymentId, next, earlier };
    return page(registeredView, data, { layout: 'door', frames: ['*'], scripts: ['lti/register.js'] });
  } catch (error) {
    return failed(scope, error);
  }
}
