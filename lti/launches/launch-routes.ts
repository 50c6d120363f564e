import { z } from 'zod';
import { everybody } from '#src/http/allow.ts';
import { page, signedIn, type Reply } from '#src/http/reply.ts';
import { post } from '#src/http/route.ts';
import type { Visit } from '#src/http/visit.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import type { Claims } from '../claims.ts';
import { answerScript } from '../deep-linking/answer-view.ts';
import { LaunchRejected } from '../launch-rejected.ts';
import { checkLaunch, isSameBrowser, type Attempt, type CheckedLaunch } from '../operations/check-launch.ts';
import { forgetLogin } from '../operations/forget-login.ts';
import { openLaunch } from '../operations/open-launch.ts';
import { parkLaunch, resumeLaunch } from '../operations/park-launch.ts';
import { bindingCookie, bindingCookieName } from './binding-cookie.ts';
import { newTabPath, refused } from './refused.ts';
import { launchVisit } from './visit.ts';

const text = z.string().max(1_000_000).optional();

/** What a platform posts: a token, or why there is none (Security Framework 5.1.1.3, OpenID Connect Core 3.1.2.6). */
const Posted = z.object({ id_token: text, state: text, error: text, error_description: text });

const waitingView = view(
  'lti/waiting',
  z.object({
    handle: z.string(),
    state: z.string(),
    storageTarget: z.string(),
    storageOrigin: z.string(),
    newTab: z.string(),
  }),
);

const common = { tenant: 'none', work: 'steps', countsItself: true, allow: everybody } as const;

/** A platform posts a launch here; where the browser keeps no cookies, the page that this answers with completes it. */
export const launchRoutes = [
  post('/lti/launch', {
    ...common,
    crossSite: true,
    formOnly: true,
    summary: 'Takes a launch from an LMS',
    secretAnswer: true,
    body: Posted,
    handle: (scope: InstallationScope, { body, visit }) => launch(scope, body, visit),
  }),
  post('/lti/launch/completion', {
    ...common,
    summary: 'Completes a launch with what the storage of the LMS has kept',
    secretAnswer: true,
    body: z.object({ handle: z.string().max(100), secret: z.string().max(100) }),
    handle: (scope: InstallationScope, { body, visit }) => complete(scope, body, visit),
  }),
];

async function launch(scope: InstallationScope, posted: z.output<typeof Posted>, visit: Visit): Promise<Reply> {
  const attempt: Attempt = { passed: [], login: null, claims: null };
  try {
    if (posted.error !== undefined) throw await platformError(scope, posted);
    if (!posted.state) throw new LaunchRejected('state-missing');
    if (!posted.id_token) throw new LaunchRejected('request-incomplete', 'id_token');
    attempt.passed.push('request');
    const { state } = posted;
    const checked = await checkLaunch(scope, { idToken: posted.id_token, state }, attempt);
    if (isSameBrowser(checked.login, visit.cookie(bindingCookieName(state))))
      return await open(scope, checked, { state, attempt, visit });
    return await wait(scope, checked, state);
  } catch (error) {
    return refused(scope, error, attempt, launchVisit(scope, visit));
  }
}

/** What the platform answered instead of a token; its login is over. */
async function platformError(scope: InstallationScope, { error, error_description, state }: z.output<typeof Posted>) {
  if (state) await forgetLogin(scope, state);
  return new LaunchRejected('platform-error', [error, error_description].filter(Boolean).join(': '));
}

interface Step {
  readonly state: string;
  readonly attempt: Attempt;
  readonly visit: Visit;
}

async function open(scope: InstallationScope, checked: CheckedLaunch, { state, attempt, visit }: Step): Promise<Reply> {
  const { token, expiresAt, path } = await openLaunch(scope, checked, launchVisit(scope, visit), attempt);
  return signedIn(token, expiresAt, path, { cookies: [bindingCookie(state, null, 0)] });
}

/** No cookie came: the platform's storage may prove the browser instead. Until then there is no session and nothing to see. */
async function wait(scope: InstallationScope, checked: CheckedLaunch, state: string): Promise<Reply> {
  const { login, claims } = checked;
  if (!login.storage_hash || !login.storage_target) throw new LaunchRejected('browser-differs', 'no cookie');
  const handle = await parkLaunch(scope, checked);
  const storageOrigin = new URL(login.authorization_endpoint).origin;
  const data = { handle, state, storageTarget: login.storage_target, storageOrigin, newTab: newTabPath(login.request) };
  return page(waitingView, data, { ...answering(claims.deepLinkingSettings), frames: ['*'] });
}

/** Without cookies everything that follows is swapped into this page, also the form that takes chosen content to the platform. */
const answering = (settings: Claims['deepLinkingSettings']) => ({
  forms: settings ? [new URL(settings.deep_link_return_url).origin] : [],
  scripts: ['lti/launch.js', ...(settings ? [answerScript] : [])],
});

async function complete(
  scope: InstallationScope,
  { handle, secret }: { readonly handle: string; readonly secret: string },
  visit: Visit,
): Promise<Reply> {
  const attempt: Attempt = { passed: [], login: null, claims: null };
  try {
    const { state, checked } = await resumeLaunch(scope, handle, secret, attempt);
    return await open(scope, checked, { state, attempt, visit });
  } catch (error) {
    return refused(scope, error, attempt, launchVisit(scope, visit));
  }
}
