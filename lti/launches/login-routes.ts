import { z } from 'zod';
import { everybody } from '#src/http/allow.ts';
import { away, page, type Reply } from '#src/http/reply.ts';
import { get, post } from '#src/http/route.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { LoginRequest } from '../login-request.ts';
import { LaunchRejected } from '../launch-rejected.ts';
import { beginLogin, loginMinutes, type BegunLogin } from '../operations/begin-login.ts';
import { bindingCookie } from './binding-cookie.ts';
import { refused } from './refused.ts';
import { launchVisit } from './visit.ts';
import type { Visit } from '#src/http/visit.ts';

/** What arrives, before it is known to be complete: what is missing is told in words, not by the name of a field alone. */
const Arrived = z.object(
  Object.fromEntries(Object.keys(LoginRequest.shape).map((name) => [name, z.string().optional()])),
);

const loginView = view(
  'lti/login',
  z.object({
    authorizationUrl: z.string(),
    state: z.string(),
    storageTarget: z.string(),
    storageOrigin: z.string(),
    storageSecret: z.string(),
  }),
);

const login = {
  tenant: 'none',
  work: 'steps',
  crossSite: true,
  countsItself: true,
  allow: everybody,
} as const;

/** A platform begins a login here, by GET or by POST (Security Framework 5.1.1.1). */
export const loginRoutes = [
  get('/lti/login', {
    ...login,
    summary: 'Begins a login that an LMS asks for',
    query: Arrived,
    handle: (scope: InstallationScope, { query, visit }) => begin(scope, query, visit),
  }),
  post('/lti/login', {
    ...login,
    summary: 'Begins a login that an LMS asks for',
    body: Arrived,
    handle: (scope: InstallationScope, { body, visit }) => begin(scope, body, visit),
  }),
];

async function begin(scope: InstallationScope, arrived: z.output<typeof Arrived>, visit: Visit): Promise<Reply> {
  const attempt = { passed: [], login: null, claims: null };
  try {
    const request = LoginRequest.safeParse(arrived);
    if (!request.success)
      throw new LaunchRejected('request-incomplete', request.error.issues.map(({ path }) => path.join('.')).join(', '));
    return goOn(await beginLogin(scope, request.data), request.data, visit);
  } catch (error) {
    const { iss: issuer, client_id: clientId } = arrived;
    const said = { ...(issuer ? { issuer } : {}), ...(clientId ? { clientId } : {}) };
    return refused(scope, error, attempt, { ...launchVisit(scope, visit), ...said });
  }
}

/**
 * To the platform, with a cookie that only this browser has. Where the platform offers its storage and a browser asks, a page of
 * ours goes on instead: its script finds out whether the cookie is kept, and stores a secret where it is not.
 */
function goOn(begun: BegunLogin, { lti_storage_target: storageTarget }: LoginRequest, visit: Visit): Reply {
  const cookies = [bindingCookie(begun.state, begun.bindingSecret, loginMinutes * 60)];
  const { authorizationUrl, state, storageSecret } = begun;
  if (!storageSecret || !storageTarget || visit.destination === null) return away(authorizationUrl, { cookies });
  const storageOrigin = new URL(authorizationUrl).origin;
  return page(
    loginView,
    { authorizationUrl, state, storageTarget, storageOrigin, storageSecret },
    { cookies, frames: ['*'], scripts: ['lti/launch.js'] },
  );
}
