import type { Scope } from '#src/scope/scope.ts';
import { messageTypes } from '../claim-names.ts';
import { LtiDeepLink } from '../deep-link.entity.ts';
import { launchTarget, type Launch } from '../launch.ts';
import { LaunchRejected } from '../launch-rejected.ts';
import { returnAddress } from '../return-address.ts';
import { deepLinkPicker, type AskedContent } from './deep-link-picker.ts';
import type { DeepLinkingSettings } from './settings.ts';

export const deepLinksPath = '/lti/deep-links';

/** As long as somebody may prepare a lesson; sessions of platforms seldom last longer. */
const hours = 6;

/**
 * A request for content is kept, and leads to the picker. Throws LaunchRejected `role-may-not-choose` for whoever does not teach in
 * the course: some platforms let students ask, and refuse the answer.
 */
export const deepLinkTarget = launchTarget(async (scope, launch) => {
  const settings = launch.claims.deepLinkingSettings;
  if (launch.messageType !== messageTypes.deepLinking || !settings) return null;
  if (launch.role !== 'instructor' && launch.role !== 'teachingAssistant')
    throw new LaunchRejected('role-may-not-choose', launch.role);
  return pickerPath(scope, { id: await keepDeepLink(scope, launch, settings), launch, settings });
});

/** The first plugin that has a picker of its own for it is followed; else ours lists what all of them offer. */
async function pickerPath(scope: Scope, asked: AskedContent): Promise<string> {
  for (const picker of scope.contributions(deepLinkPicker)) {
    const path = await picker(scope, asked);
    if (path !== null) return path;
  }
  return `${deepLinksPath}/${asked.id}`;
}

async function keepDeepLink(scope: Scope, launch: Launch, settings: DeepLinkingSettings) {
  const { em } = scope;
  const deepLink = em.create(LtiDeepLink, {
    deployment: launch.deploymentId,
    context: launch.context?.id ?? null,
    user: launch.userId,
    settings,
    returnUrl: returnAddress(launch.claims.launchPresentation?.return_url)?.href ?? null,
    expiresAt: new Date(scope.now().getTime() + hours * 3_600_000),
    answeredAt: null,
  } as never);
  await em.flush();
  return deepLink.id;
}
