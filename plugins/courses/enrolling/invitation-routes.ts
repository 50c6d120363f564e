import { z } from 'zod';
import { everybody, signedInPeople } from '#src/http/allow.ts';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page, redirect, signedIn } from '#src/http/reply.ts';
import { emptyForm, get, post, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { coursesPath } from '../course-views.ts';
import { acceptCourseInvitation, joinAsNewPerson } from './accept-course-invitation.ts';
import { findCourseInvitation, type OpenInvitation } from './find-course-invitation.ts';
import { givenRoles } from './invite-people.ts';

/** What its reader can do with an invitation, or why nothing. */
const answers = ['join', 'signIn', 'accept', 'somebodyElse', 'gone'] as const;
type Answer = (typeof answers)[number];

const invitationView = view(
  'courses/enrolling/invitation',
  z.object({
    answer: z.enum(answers),
    token: z.string(),
    slug: z.string(),
    organization: z.string(),
    isSignedIn: z.boolean(),
    courseTitle: z.string().nullable(),
    role: z.enum(givenRoles).nullable(),
    email: z.string().nullable(),
    form: FormFields,
  }),
);

const ByToken = z.object({ token: z.string().max(100) });
const path = `${coursesPath}/invitations/:token`;

/** What the link in a mail leads to. */
export const invitationRoutes = [
  get(path, {
    summary: 'An invitation to a course, and what its reader can do with it',
    answer: invitationView,
    params: ByToken,
    allow: everybody,
    handle: async (scope, { params }) => invitationPage(scope, params.token),
  }),

  post(path, {
    summary: 'Makes somebody new a member and a participant of the course, and signs them in',
    work: 'steps',
    params: ByToken,
    body: z.object({ name: z.string().trim().min(1).max(100), password: z.string().min(1).max(1000) }),
    allow: everybody,
    async handle(scope, { params, body }) {
      const { origin } = scope;
      const visit = 'ip' in origin ? { ip: origin.ip, userAgent: origin.userAgent } : { ip: '', userAgent: null };
      const { token, session, courseId } = await joinAsNewPerson(scope, params.token, body, visit);
      return signedIn(token, session.expiresAt, `${coursesPath}/${courseId}`);
    },
    again: async (scope, { params }, form) => invitationPage(scope, params.token, form),
  }),

  post(`${path}/acceptance`, {
    summary: 'Puts a member into the course to which they were asked',
    params: ByToken,
    body: z.object({}),
    allow: signedInPeople,
    async handle(scope, { params }) {
      const courseId = await acceptCourseInvitation(scope, params.token);
      return redirect(`${coursesPath}/${courseId}`, { said: 'courses.joining.said' });
    },
    again: async (scope, { params }, form) => invitationPage(scope, params.token, form),
  }),
];

const statuses: Partial<Record<Answer, number>> = { gone: 410, somebodyElse: 403 };

async function invitationPage(scope: Scope, token: string, form: FormState = emptyForm) {
  const { actor, organization } = scope;
  const invitation = await findCourseInvitation(scope, token);
  const answer = answerTo(scope, invitation);
  // To somebody else it says nothing of whom it is for.
  const shown = answer === 'somebodyElse' ? null : invitation;
  const data = {
    answer,
    token,
    slug: organization.slug,
    organization: organization.name,
    isSignedIn: actor.kind !== 'anonymous',
    courseTitle: shown?.courseTitle ?? null,
    role: shown?.role ?? null,
    email: shown?.email ?? null,
    form: formFields(form),
  };
  return page(invitationView, data, { layout: 'door', status: statuses[answer] ?? 200 });
}

function answerTo({ actor }: Scope, invitation: OpenInvitation | null): Answer {
  if (!invitation) return 'gone';
  if (actor.kind === 'user') return invitation.memberId === actor.id ? 'accept' : 'somebodyElse';
  return invitation.memberId === null ? 'join' : 'signIn';
}
