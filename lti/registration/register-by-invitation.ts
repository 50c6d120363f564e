import type { InstallationScope } from '#src/scope/scope.ts';
import { askPlatform } from './ask-platform.ts';
import { checkConfiguration } from './check-configuration.ts';
import { claimInvitation, findInvitation, releaseInvitation, type InvitationClaim } from './invitation-claim.ts';
import { readConfiguration, type PlatformConfiguration } from './platform-configuration.ts';
import { readRegistrationAnswer } from './registration-answer.ts';
import { RegistrationFailed } from './registration-failed.ts';
import { storeRegistration, type StoredRegistration } from './store-registration.ts';
import { toolRegistration } from './tool-registration.ts';

/** What an LMS sends along with our invitation (lti-dr 3.4). */
export interface AskedRegistration {
  readonly invitation: string;
  readonly openidConfiguration: string;
  readonly registrationToken: string | null;
}

/**
 * Registers us at the platform that sent somebody here, for the organization that invited it: all or nothing, and the invitation
 * is good for another try where it was nothing. The network is asked with no transaction open. Throws RegistrationFailed.
 */
export async function registerByInvitation(
  scope: InstallationScope,
  asked: AskedRegistration,
  ip: string,
): Promise<StoredRegistration> {
  const invitation = await findInvitation(scope, asked.invitation, ip);
  const { openidConfiguration: address, registrationToken: token } = asked;
  if (!address || (token !== null && !/^[\x21-\x7e]+$/.test(token))) throw new RegistrationFailed('notFromLms');
  const configuration = await fetchConfiguration(scope, address, token);
  const claim = await claimInvitation(scope, invitation);
  return await givenBack(scope, claim, () => register(scope, configuration, { claim, token }));
}

async function fetchConfiguration(scope: InstallationScope, address: string, token: string | null) {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    throw new RegistrationFailed('addressRefused', { detail: url?.host ?? '' });
  const { status, json, words } = await askPlatform(scope, url.href, token);
  if (status !== 200) throw new RegistrationFailed('configurationRefused', { detail: String(status), words });
  if (json === undefined) throw new RegistrationFailed('configurationUnreadable', { detail: url.host, words });
  const configuration = readConfiguration(json);
  checkConfiguration(configuration, url);
  return configuration;
}

interface Held {
  readonly claim: InvitationClaim;
  readonly token: string | null;
}

/** The registration token works once, so nothing is sent twice (DR-15). */
async function register(scope: InstallationScope, configuration: PlatformConfiguration, { claim, token }: Held) {
  const answer = await askPlatform(scope, configuration.registrationEndpoint, token, {
    method: 'POST',
    body: JSON.stringify(toolRegistration(scope, configuration)),
    redirect: 'error',
  });
  return storeRegistration(scope, { configuration, granted: readRegistrationAnswer(answer), claim });
}

async function givenBack<R>(scope: InstallationScope, claim: InvitationClaim, work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    await releaseInvitation(scope, claim);
    throw error instanceof RegistrationFailed ? error : new RegistrationFailed('storingFailed', {}, error);
  }
}
