import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Scope } from '#src/scope/scope.ts';
import { User } from '#src/people/user.entity.ts';
import { LtiContext } from '../../../lti/lti-context.entity.ts';
import { LtiDeployment } from '../../../lti/deployment.entity.ts';
import { LtiLineItem } from '../../../lti/line-item.entity.ts';
import { LtiPlatform } from '../../../lti/platform.entity.ts';
import { LtiRegistration } from '../../../lti/registration.entity.ts';
import { LtiScore } from '../../../lti/score.entity.ts';
import { LtiScoreEvent } from '../../../lti/score-event.entity.ts';
import { LtiTestScore } from '../../../lti/test-score.entity.ts';
import { gradeScopes } from '../../../lti/advantage/grade-names.ts';

/** Rows of line items and scores for ids in paths; `marker` is in every text of them. */
export const gradeFactories = (marker: string): Readonly<Record<string, (scope: Scope) => Promise<string>>> => ({
  ltiContext: (scope) => scope.transaction(async ({ em }) => (await aContext(em, marker)).id),
  ltiLineItem: (scope) => scope.transaction(async ({ em }) => (await aScore(em, marker)).lineItem.id),
  ltiScore: (scope) => scope.transaction(async ({ em }) => (await aScore(em, marker)).id),
  ltiTestScore: (scope) =>
    scope.transaction(async ({ em }) => {
      const lineItem = await aLineItem(em, marker);
      const values = { subject: marker, scoreGiven: 1, scoreMaximum: 1, timestamp: new Date(), isAccepted: true };
      const test = em.create(LtiTestScore, { lineItem, ...values, status: 200, words: marker } as never);
      await em.flush();
      return test.id;
    }),
});

async function aContext(em: EntityManager, marker: string) {
  const issuer = `https://${randomUUID()}.example`;
  const platform = em.create(LtiPlatform, { issuer } as never);
  const endpoints = { authorizationEndpoint: issuer, tokenEndpoint: issuer, jwksUri: issuer };
  const registration = em.create(LtiRegistration, { platform, clientId: marker, ...endpoints } as never);
  const deployment = em.create(LtiDeployment, { registration, deploymentId: '1' } as never);
  const services = { lineItemsUrl: `${issuer}/${marker}`, serviceScopes: Object.values(gradeScopes) };
  const context = em.create(LtiContext, { deployment, contextId: marker, title: marker, ...services } as never);
  await em.flush();
  return context;
}

async function aLineItem(em: EntityManager, marker: string) {
  const context = await aContext(em, marker);
  const values = { url: `https://${marker}.example/1`, label: marker, scoreMaximum: 10, problem: marker };
  const lineItem = em.create(LtiLineItem, { deployment: context.deployment, context, ...values } as never);
  await em.flush();
  return lineItem;
}

/** One that somebody changed in the LMS, so that everything is there to be decided. */
async function aScore(em: EntityManager, marker: string) {
  const lineItem = await aLineItem(em, marker);
  const user = em.create(User, { name: marker, email: null, emailVerifiedAt: null, roles: [], bio: marker } as never);
  const at = new Date();
  const given = { scoreGiven: 7, scoreMaximum: 10, comment: marker, scoredAt: at, timestamp: at };
  const progress = { activityProgress: 'Completed', gradingProgress: 'FullyGraded' };
  const result = { resultScore: 5, resultMaximum: 10, resultReadAt: at, sentAt: at, words: marker };
  const score = em.create(LtiScore, {
    lineItem,
    user,
    state: 'changed',
    lane: '1',
    ...given,
    ...progress,
    ...result,
  } as never);
  em.create(LtiScoreEvent, { score, kind: 'changed', scoreGiven: 5, scoreMaximum: 10, words: marker } as never);
  await em.flush();
  return score;
}
