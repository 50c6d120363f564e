import { audit } from '#src/audit/audit.ts';
import { notFound } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { LtiDeployment } from '../deployment.entity.ts';

/**
 * Switches a deployment of the Scope's organization off, by its row's id: launches of it are refused from the next one on, and
 * nothing is deleted. The caller has checked that the actor may. Throws DomainError `notFound`.
 */
export const suspendDeployment = (scope: Scope, id: string) => setStatus(scope, id, 'suspended');

/** Switches a deployment on again. The caller has checked that the actor may. Throws DomainError `notFound`. */
export const resumeDeployment = (scope: Scope, id: string) => setStatus(scope, id, 'active');

const acts = { suspended: 'ltiDeployment.suspended', active: 'ltiDeployment.resumed' } as const;

const setStatus = (scope: Scope, id: string, status: keyof typeof acts): Promise<LtiDeployment> =>
  scope.transaction(async (inside) => {
    const deployment = await inside.em.findOne(LtiDeployment, { id });
    if (!deployment) throw notFound('deployment');
    if (deployment.status === status) return deployment;
    deployment.status = status;
    await inside.em.flush();
    const { deploymentId } = deployment;
    inside.afterCommit(() =>
      audit(inside, { action: acts[status], target: { type: 'ltiDeployment', id }, payload: { deploymentId } }),
    );
    return deployment;
  });
