import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { InstallationScope } from '#src/scope/scope.ts';
import { registerPlatform } from '../operations/register-platform.ts';
import { profileOf, type PlatformProfile } from '../platforms/profile.ts';
import { LtiRegistration } from '../registration.entity.ts';
import { settleInvitation, type InvitationClaim } from './invitation-claim.ts';
import type { PlatformConfiguration } from './platform-configuration.ts';
import type { Granted } from './registration-answer.ts';
import { RegistrationFailed } from './registration-failed.ts';

export interface StoredRegistration {
  readonly registrationId: string;
  readonly organizationName: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly deploymentId: string | null;
  readonly afterRegistration: PlatformProfile['afterRegistration'];
  /** Registrations of the same issuer that the organization had before, newest first (DR-14). */
  readonly earlier: readonly { readonly clientId: string; readonly createdAt: Date }[];
}

interface Answered {
  readonly configuration: PlatformConfiguration;
  readonly granted: Granted;
  readonly claim: InvitationClaim;
}

/** Everything of a registration in one transaction, the end of its invitation with it. Throws RegistrationFailed. */
export async function storeRegistration(scope: InstallationScope, answered: Answered): Promise<StoredRegistration> {
  const work = () => scope.transaction((inside) => store(inside, answered));
  // Two first registrations of one issuer at once: the one that lost finds the platform of the other.
  return work().catch((error: unknown) => {
    if (error instanceof UniqueConstraintViolationException) return work().catch(refuseKnown);
    throw error;
  });
}

function refuseKnown(error: unknown): never {
  if (error instanceof UniqueConstraintViolationException) throw new RegistrationFailed('clientKnown', {}, error);
  throw error;
}

async function store(inside: InstallationScope, { configuration, granted, claim }: Answered) {
  const { issuer, productFamily } = configuration;
  const { clientId, deploymentId } = granted;
  const profile = profileOf(productFamily);
  const { registrationId, platformId } = await registerPlatform(inside, {
    ...configuration,
    ...granted,
    name: configuration.siteName ?? new URL(configuration.registrationEndpoint).host,
    tokenAudience: configuration.tokenAudience ?? profile.tokenAudience,
    platformName: profile.sharedIssuers?.issuers.includes(issuer) ? profile.name : null,
    organizationId: claim.organizationId,
    deploymentIds: deploymentId === null ? [] : [deploymentId],
  });
  const organizationName = await inside.within(claim.organizationId, async (tenant) => {
    await settleInvitation(tenant, claim, registrationId);
    return tenant.organization.name;
  });
  const others = { platform: platformId, invitedBy: claim.organizationId, id: { $ne: registrationId } };
  const earlier = await inside.em.find(LtiRegistration, others, { orderBy: { createdAt: 'desc' }, limit: 5 });
  return {
    registrationId,
    organizationName,
    issuer,
    clientId,
    deploymentId,
    afterRegistration: profile.afterRegistration,
    earlier: earlier.map((known) => ({ clientId: known.clientId, createdAt: known.createdAt })),
  };
}
