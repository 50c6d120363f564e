import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { audit } from '#src/audit/audit.ts';
import { DomainError, notFound } from '#src/errors.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { LtiDeployment } from '../deployment.entity.ts';
import { LtiPendingDeployment } from '../pending-deployment.entity.ts';
import { LtiRegistration } from '../registration.entity.ts';
import { platformOrigins } from './find-deployment.ts';

interface Approval {
  readonly registrationId: string;
  /** As the platform names it. */
  readonly deploymentId: string;
  /** Whose it is from now on. */
  readonly organizationId: string;
}

/**
 * Gives a deployment to an organization, whether it waits since a launch or is only announced; its launches open from then on.
 * Returns the row's id. The caller has checked that the actor is an operator. Throws DomainError `notFound` for the registration,
 * `conflict` where the deployment is somebody's already.
 */
export async function approveDeployment(scope: InstallationScope, approval: Approval): Promise<string> {
  const { organizationId, ...payload } = approval;
  const id = await refusingTaken(() => scope.transaction((inside) => move(inside, approval)));
  await scope.within(organizationId, (scope) =>
    audit(scope, { action: 'ltiDeployment.approved', target: { type: 'ltiDeployment', id }, payload }),
  );
  return id;
}

async function refusingTaken<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException)
      throw new DomainError('conflict', 'lti.registration.deploymentTaken', { cause: error });
    throw error;
  }
}

async function move(scope: InstallationScope, { registrationId, deploymentId, organizationId }: Approval) {
  const { em } = scope;
  const registration = await em.findOne(LtiRegistration, { id: registrationId }, { populate: ['platform'] });
  if (!registration) throw notFound('registration');
  const pending = await em.findOne(LtiPendingDeployment, { registration: registrationId, deploymentId });
  const { issuer } = registration.platform;
  const id = await scope.within(organizationId, async (inside) => {
    const deployment = inside.em.create(LtiDeployment, {
      registration: registrationId,
      deploymentId,
      frameOrigins: platformOrigins({ issuer, authorization_endpoint: registration.authorizationEndpoint }),
      platformGuid: pending?.platformGuid ?? null,
      platformName: pending?.platformName ?? null,
      productFamily: pending?.productFamily ?? registration.productFamily,
    } as never);
    await inside.em.flush();
    return deployment.id;
  });
  await em.nativeDelete(LtiPendingDeployment, { registration: registrationId, deploymentId });
  return id;
}
