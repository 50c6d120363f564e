import { randomUUID } from 'node:crypto';
import type { Scope } from '#src/scope/scope.ts';
import { User } from '#src/people/user.entity.ts';
import { Identity } from '#src/people/identity.entity.ts';
import { LtiContext } from '../../../lti/lti-context.entity.ts';
import { LtiDeployment } from '../../../lti/deployment.entity.ts';
import { LtiLineItem } from '../../../lti/line-item.entity.ts';
import { LtiPlatform } from '../../../lti/platform.entity.ts';
import { LtiRegistration } from '../../../lti/registration.entity.ts';
import { gradeScopes } from '../../../lti/advantage/grade-names.ts';

export interface ClassPlatform {
  readonly tokenUrl: string;
  readonly lineItemsUrl: string;
  readonly lineItemUrl: string;
  readonly issuer?: string;
  readonly clientId?: string;
  readonly productFamily?: string | null;
  /** The platform's ids of the people. */
  readonly subjects: readonly string[];
}

/** A course with a column and its people, as launches would have left them. */
export const aClass = (scope: Scope, given: ClassPlatform) =>
  scope.transaction(async ({ em }) => {
    const issuer = given.issuer ?? `https://${randomUUID()}.lms.example`;
    const platform = em.create(LtiPlatform, { issuer } as never);
    const registration = em.create(LtiRegistration, {
      platform,
      clientId: given.clientId ?? 'client',
      authorizationEndpoint: issuer,
      tokenEndpoint: given.tokenUrl,
      jwksUri: issuer,
      productFamily: given.productFamily ?? null,
    } as never);
    const deployment = em.create(LtiDeployment, { registration, deploymentId: '1' } as never);
    const services = { lineItemsUrl: given.lineItemsUrl, serviceScopes: Object.values(gradeScopes) };
    const context = em.create(LtiContext, { deployment, contextId: 'course', title: 'Course', ...services } as never);
    const lineItem = em.create(LtiLineItem, { deployment, context, url: given.lineItemUrl, label: 'Column' } as never);
    await em.flush();
    const users = given.subjects.map((subject) => {
      const fields = { name: `Student ${subject}`, email: null, emailVerifiedAt: null, roles: ['learner'] };
      const user = em.create(User, fields as never);
      em.create(Identity, { user, kind: 'lti', provider: platform.id, subject } as never);
      return user;
    });
    await em.flush();
    return {
      registrationId: registration.id,
      contextId: context.id,
      lineItemId: lineItem.id,
      userIds: users.map(({ id }) => id),
    };
  });
