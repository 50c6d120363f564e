import type { InstallationScope } from '#src/scope/scope.ts';
import type { Claims } from '../claims.ts';
import { LtiDeployment } from '../deployment.entity.ts';
import type { FoundLogin } from '../found-login.ts';
import { LaunchRejected } from '../launch-rejected.ts';

export interface FoundDeployment {
  readonly id: string;
  readonly organizationId: string;
  readonly frameOrigins: readonly string[];
}

/**
 * The deployment of a verified launch, which decides the organization. The first one of a registration that an organization
 * invited is that organization's; any other waits for an operator. Throws LaunchRejected `deployment-pending` or `-suspended`.
 */
export async function findDeployment(
  scope: InstallationScope,
  login: FoundLogin,
  claims: Claims,
): Promise<FoundDeployment> {
  const { deployment, organization_id: organizationId } = login;
  if (deployment && organizationId) {
    if (login.deployment_status !== 'active') throw new LaunchRejected('deployment-suspended', claims.deploymentId);
    return { id: deployment, organizationId, frameOrigins: login.frame_origins ?? [] };
  }
  const first = login.invited_by === null ? null : await takeFirst(scope, login, login.invited_by, claims);
  if (first) return first;
  await keepPending(scope, login, claims);
  throw new LaunchRejected('deployment-pending', claims.deploymentId);
}

async function takeFirst(scope: InstallationScope, login: FoundLogin, organizationId: string, claims: Claims) {
  const known = await scope.lookUp<{ deployments: number }>('count_lti_deployments', login.registration_id);
  if (known && known.deployments > 0) return null;
  return scope.within(organizationId, (scope) =>
    scope.transaction(async ({ em }) => {
      const deployment = em.create(LtiDeployment, {
        registration: login.registration_id,
        deploymentId: claims.deploymentId,
        frameOrigins: platformOrigins(login),
        ...ofPlatform(claims),
      } as never);
      await em.flush();
      return { id: deployment.id, organizationId, frameOrigins: deployment.frameOrigins };
    }),
  );
}

/** Where the platform's own pages are: they frame us, unless a signed return address says otherwise. */
export const platformOrigins = (login: { readonly issuer: string; readonly authorization_endpoint: string }) =>
  [...new Set([login.issuer, login.authorization_endpoint].flatMap((url) => URL.parse(url)?.origin ?? []))].filter(
    (origin) => origin !== 'null',
  );

/** What a launch says of the product that it comes from (Core 5.4.2). */
export const ofPlatform = (claims: Claims) => ({
  platformGuid: claims.toolPlatform?.guid ?? null,
  platformName: claims.toolPlatform?.name ?? null,
  productFamily: claims.toolPlatform?.product_family_code ?? null,
  platformVersion: claims.toolPlatform?.version ?? null,
});

const keepPending = (scope: InstallationScope, login: FoundLogin, claims: Claims) => {
  const { platformGuid, platformName, productFamily } = ofPlatform(claims);
  return scope.transaction(({ em }) =>
    em.execute(
      `insert into lti_pending_deployment
        (id, registration_id, deployment_id, platform_guid, platform_name, product_family, course_title)
        values (?, ?, ?, ?, ?, ?, ?) on conflict (registration_id, deployment_id) do nothing`,
      [
        crypto.randomUUID(),
        login.registration_id,
        claims.deploymentId,
        platformGuid,
        platformName,
        productFamily,
        claims.context?.title ?? null,
      ],
    ),
  );
};
