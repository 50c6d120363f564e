import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { LtiContext, LtiResourceLink } from '#lti';
import type { Scope } from '#src/scope/scope.ts';
import { LtiDeployment } from '../../lti/deployment.entity.ts';
import { LtiPlatform } from '../../lti/platform.entity.ts';
import { LtiRegistration } from '../../lti/registration.entity.ts';
import { Course } from '../../plugins/courses/course.entity.ts';
import { Enrollment, type courseRoles } from '../../plugins/courses/enrollment.entity.ts';

export interface CourseFields {
  /** In every text of the rows. */
  readonly text: string;
  /** Who is in it; by default nobody. */
  readonly people?: readonly { readonly id: string; readonly role: (typeof courseRoles)[number] }[];
}

/** A course as a launch from a new platform leaves it. */
export const aCourse = (scope: Scope, { text, people = [] }: CourseFields): Promise<string> =>
  scope.transaction(async ({ em, organization }) => {
    const deployment = await aDeployment(em);
    const ltiContext = em.create(LtiContext, { deployment, contextId: text, title: text, label: text } as never);
    const fields = { title: text, label: text, timeZone: organization.timeZone, ltiContext };
    const course = em.create(Course, fields as never);
    await em.flush();
    for (const { id, role } of people) em.create(Enrollment, { course: course.id, user: id, role } as never);
    await em.flush();
    return course.id;
  });

/** A link that stands in this course. */
export const aLink = (scope: Scope, courseId: string, text: string): Promise<string> =>
  scope.transaction(async ({ em }) => {
    const { ltiContext } = await em.findOneOrFail(Course, courseId, { populate: ['ltiContext'] as never });
    const { id: context, deployment } = ltiContext as LtiContext;
    const fields = { deployment, context, resourceLinkId: randomUUID(), title: text, description: text };
    const link = em.create(LtiResourceLink, fields as never);
    await em.flush();
    return link.id;
  });

async function aDeployment(em: EntityManager) {
  const issuer = `https://${randomUUID()}.example`;
  const platform = em.create(LtiPlatform, { issuer } as never);
  const endpoints = { authorizationEndpoint: issuer, tokenEndpoint: issuer, jwksUri: issuer };
  const registration = em.create(LtiRegistration, { platform, clientId: 'client', ...endpoints } as never);
  return em.create(LtiDeployment, { registration, deploymentId: '1' } as never);
}
