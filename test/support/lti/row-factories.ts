import { randomUUID } from 'node:crypto';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { LtiDeepLink } from '../../../lti/deep-link.entity.ts';
import { LtiContext } from '../../../lti/lti-context.entity.ts';
import { LtiSelfTest } from '../../../lti/self-test.entity.ts';
import { freshSteps } from '../../../lti/self-test/step.ts';
import { LtiDeployment } from '../../../lti/deployment.entity.ts';
import { LtiLaunchRecord } from '../../../lti/launch-record.entity.ts';
import { inviteLms } from '../../../lti/operations/invite-lms.ts';
import type { Around } from '../factories.ts';
import { registerForOrganization } from '../../../lti/operations/register-platform.ts';

/** Rows of the LTI module for ids in paths; `marker` is in every text of them. */
export const ltiFactories = (
  marker: string,
): Readonly<Record<string, (scope: Scope, around?: Around) => Promise<string>>> => ({
  ltiDeployment: (scope) =>
    scope.transaction(async (inside) => {
      const { registrationId } = await register(inside, marker);
      const { id } = await inside.em.findOneOrFail(LtiDeployment, { registration: registrationId });
      return id;
    }),
  /** Somebody's own, like what they are asked to choose. */
  ltiDeepLink: (scope, { people: [user = null] = [] } = {}) =>
    scope.transaction(async (inside) => {
      const { registrationId } = await register(inside, marker);
      const deployment = await inside.em.findOneOrFail(LtiDeployment, { registration: registrationId });
      const context = inside.em.create(LtiContext, { deployment, contextId: marker, title: marker } as never);
      const deepLink = inside.em.create(LtiDeepLink, {
        deployment,
        context,
        user: user ?? (await aStranger(inside, marker)),
        settings: settings(marker),
        expiresAt: new Date('2100-01-01'),
      } as never);
      await inside.em.flush();
      return deepLink.id;
    }),
  ltiSelfTest: (scope) =>
    scope.transaction(async (inside) => {
      const { registrationId } = await register(inside, marker);
      const deployment = await inside.em.findOneOrFail(LtiDeployment, { registration: registrationId });
      const context = inside.em.create(LtiContext, { deployment, contextId: marker, title: marker } as never);
      const failed = { state: 'failed', status: 403, words: marker } as const;
      const steps = freshSteps().map((step) => (step.name === 'token' ? { ...step, ...failed } : step));
      const fields = { deployment, context, subject: marker, startedById: null, steps, finishedAt: new Date() };
      const test = inside.em.create(LtiSelfTest, fields as never);
      await inside.em.flush();
      return test.id;
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

async function aStranger({ em }: Scope, name: string) {
  const user = em.create(User, { name, email: null, emailVerifiedAt: null, roles: [] } as never);
  await em.flush();
  return user.id;
}

const settings = (title: string) => ({
  deep_link_return_url: 'https://lms.example/return',
  accept_types: ['ltiResourceLink'],
  accept_presentation_document_targets: ['iframe'],
  title,
});

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
