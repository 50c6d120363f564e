import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { LtiContext, LtiResourceLink } from '#lti';
import type { Scope } from '#src/scope/scope.ts';
import { LtiDeepLink } from '../../lti/deep-link.entity.ts';
import { LtiDeployment } from '../../lti/deployment.entity.ts';
import { LtiPlatform } from '../../lti/platform.entity.ts';
import { LtiRegistration } from '../../lti/registration.entity.ts';
import { Course } from '../../plugins/courses/course.entity.ts';
import { Enrollment, type courseRoles } from '../../plugins/courses/enrollment.entity.ts';
import { CourseInvitation } from '../../plugins/courses/enrolling/course-invitation.entity.ts';
import { CourseGroup } from '../../plugins/courses/groups/course-group.entity.ts';
import { GroupMember } from '../../plugins/courses/groups/group-member.entity.ts';

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

/** The same without an LMS, as somebody made it here. */
export const anOpenCourse = (scope: Scope, { text, people = [] }: CourseFields): Promise<string> =>
  scope.transaction(async ({ em, organization }) => {
    const course = em.create(Course, { title: text, description: text, timeZone: organization.timeZone } as never);
    await em.flush();
    for (const { id, role } of people)
      em.create(Enrollment, { course: course.id, user: id, role, ownRole: role } as never);
    await em.flush();
    return course.id;
  });

/** The course of a request for content, in which this person teaches. */
export const aRequestingCourse = (scope: Scope, deepLinkId: string, teacher: string): Promise<string> =>
  scope.transaction(async ({ em, organization }) => {
    const { context } = await em.findOneOrFail(LtiDeepLink, deepLinkId, { populate: ['context'] as never });
    const course = em.create(Course, { ltiContext: context, timeZone: organization.timeZone } as never);
    em.create(Enrollment, { course, user: teacher, role: 'instructor' } as never);
    await em.flush();
    return course.id;
  });

/** Somebody is asked to join a course; the token is known to nobody. */
export const aCourseInvitation = (scope: Scope, course: string, text: string): Promise<string> =>
  scope.transaction(async ({ em }) => {
    const fields = { course, email: `${text}@example.edu`, role: 'learner', tokenHash: randomUUID() };
    const invitation = em.create(CourseInvitation, {
      ...fields,
      expiresAt: new Date(Date.now() + 86_400_000),
    } as never);
    await em.flush();
    return invitation.id;
  });

/** Puts somebody into a course, as a learner. */
export const enroll = (scope: Scope, course: string, user: string): Promise<void> =>
  scope.transaction(async ({ em }) => {
    em.create(Enrollment, { course, user, role: 'learner' } as never);
    await em.flush();
  });

export interface GroupFields {
  readonly courseId: string;
  /** The name of the group and of its set. */
  readonly text: string;
  readonly people: readonly string[];
}

export const aGroup = (scope: Scope, { courseId: course, text, people }: GroupFields): Promise<string> =>
  scope.transaction(async ({ em }) => {
    const group = em.create(CourseGroup, { course, setName: text, name: text } as never);
    for (const user of people) em.create(GroupMember, { group, user } as never);
    await em.flush();
    return group.id;
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
