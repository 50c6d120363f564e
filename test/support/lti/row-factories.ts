import { randomUUID } from 'node:crypto';
import type { Scope } from '#src/scope/scope.ts';
import { LtiDeployment } from '../../../lti/deployment.entity.ts';
import { LtiLaunchRecord } from '../../../lti/launch-record.entity.ts';
import { inviteLms } from '../../../lti/operations/invite-lms.ts';
import { registerForOrganization } from '../../../lti/operations/register-platform.ts';

/** Rows of the LTI module for ids in paths; `marker` is in every text of them. */
export const ltiFactories = (marker: string): Readonly<Record<string, (scope: Scope) => Promise<string>>> => ({
  ltiDeployment: (scope) =>
    scope.transaction(async (inside) => {
      const { registrationId } = await register(inside, marker);
      const { id } = await inside.em.findOneOrFail(LtiDeployment, { registration: registrationId });
      return id;
    }),
  ltiInvitation: async (scope) => (await inviteLms(scope)).id,
  ltiLaunchRecord: (scope) =>
    scope.transaction(async ({ em }) => {
      const record = em.create(LtiLaunchRecord, refusal(marker) as never);
      await em.flush();
      return record.id;
    }),
  ltiUnplacedLaunch: (scope) =>
    scope.transaction(async ({ em }) => {
      const id = randomUUID();
      const { outcome, reason, detail, issuer } = refusal(marker);
      // An attempt that came to no organization is written where none is set, as the application does it.
      await em.execute(`select set_config('assay.organization', '', true)`);
      await em.execute(
        `insert into lti_launch_record (id, outcome, reason, detail, issuer, passed) values (?, ?, ?, ?, ?, '{request,state}')`,
        [id, outcome, reason, detail, issuer],
      );
      return id;
    }),
  ltiPendingDeployment: (scope) =>
    scope.transaction(async (inside) => {
      const id = randomUUID();
      const { registrationId } = await register(inside, marker);
      await inside.em.execute(
        `insert into lti_pending_deployment (id, registration_id, deployment_id, platform_name, course_title) values (?, ?, ?, ?, ?)`,
        [id, registrationId, marker, marker, marker],
      );
      return id;
    }),
});

const register = (scope: Scope, marker: string) => {
  const issuer = `https://${randomUUID()}.lms.example`;
  const form = {
    issuer,
    clientId: marker,
    authorizationEndpoint: `${issuer}/${marker}`,
    tokenEndpoint: `${issuer}/token`,
    jwksUri: `${issuer}/keys`,
    name: marker,
    deploymentIds: [`${marker}-1`],
  };
  return registerForOrganization(scope, form);
};

const refusal = (marker: string) => ({
  outcome: 'refused',
  reason: 'kid-missing',
  detail: marker,
  issuer: `https://${marker}.lms.example`,
  passed: ['request', 'state', 'shape', 'algorithm'],
  clientId: marker,
  deploymentId: marker,
  registrationId: null,
  messageType: null,
  userId: null,
  ipAddress: null,
  userAgent: null,
});
