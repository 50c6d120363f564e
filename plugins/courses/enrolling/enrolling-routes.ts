import { z } from 'zod';
import { audit } from '#src/audit/audit.ts';
import { redirect } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { coursesPath } from '../course-views.ts';
import { selectOpenCourse } from '../select-led-course.ts';
import { CourseInvitation } from './course-invitation.entity.ts';
import { enrollingPage, enrollingView } from './enrolling-page.ts';
import { givenRoles, invitePeople } from './invite-people.ts';
import { closeJoinCode, renewJoinCode } from './join-code.ts';

const ById = z.object({ courseId: idOf('openCourse') });
const OneInvitation = ById.extend({ invitationId: idOf('courseInvitation') });
const path = `${coursesPath}/:courseId/enrolling`;
const pathOf = (courseId: string) => `${coursesPath}/${courseId}/enrolling`;
const allow = (scope: Scope, { courseId }: z.output<typeof ById>) => selectOpenCourse(scope, courseId);

/** How the instructor of a course without an LMS brings people in: by a code, and by mail. */
export const enrollingRoutes = [
  get(path, {
    summary: 'The code by which people join a course, and whom one has asked by mail',
    answer: enrollingView,
    params: ById,
    allow,
    handle: async (scope, { row }) => enrollingPage(scope, row),
  }),

  post(`${path}/code`, {
    summary: 'Gives a course a new code; the former one leads nowhere then',
    params: ById,
    body: z.object({}),
    allow,
    async handle(scope, { row }) {
      await renewJoinCode(scope, row.id);
      return redirect(pathOf(row.id), { said: 'courses.enrolling.said.code' });
    },
  }),

  post(`${path}/code/closing`, {
    summary: 'Lets nobody join by a code any more',
    params: ById,
    body: z.object({}),
    allow,
    async handle(scope, { row }) {
      await closeJoinCode(scope, row.id);
      return redirect(pathOf(row.id), { said: 'courses.enrolling.said.closed' });
    },
  }),

  post(`${path}/invitations`, {
    summary: 'Asks people by mail to join a course',
    params: ById,
    body: z.object({
      emails: z.string().max(20_000).describe('Addresses, apart by lines, spaces or commas'),
      role: z.enum(givenRoles).default('learner'),
    }),
    allow,
    async handle(scope, { row, body: { emails, role } }) {
      await invitePeople(scope, { course: row, emails: emails.split(/[\s,;]+/), role });
      return redirect(pathOf(row.id), { said: 'courses.enrolling.said.invited' });
    },
    again: async (scope, { row }, form) => enrollingPage(scope, row, form),
  }),

  post(`${path}/invitations/:invitationId/removal`, {
    summary: 'Takes an invitation back',
    params: OneInvitation,
    body: z.object({}),
    allow: async (scope, { courseId }) => selectOpenCourse(scope, courseId),
    async handle(scope, { row, params }) {
      const { em } = scope;
      await em.nativeDelete(CourseInvitation, { id: params.invitationId, course: row.id, acceptedAt: null });
      const target = { type: 'course', id: row.id };
      scope.afterCommit(() => audit(scope, { action: 'course.invitationRevoked', target }));
      return redirect(pathOf(row.id), { said: 'courses.enrolling.said.revoked' });
    },
  }),
];
