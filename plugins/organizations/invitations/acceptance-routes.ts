import { z } from 'zod';
import { everybody, signedInPeople } from '#src/http/allow.ts';
import { redirect, signedIn } from '#src/http/reply.ts';
import { emptyForm, get, post } from '#src/http/route.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { acceptancePage, acceptanceView } from './acceptance-view.ts';
import { joinByInvitation } from './join-by-invitation.ts';

const ByToken = z.object({ token: z.string().max(100) });
const Join = z.object({
  name: z.string().trim().min(1).max(100),
  email: z.email().max(254).optional(),
  password: z.string().min(12).max(1000),
});

/** What the link in a mail, or one that was handed on, leads to. */
export const acceptanceRoutes = [
  get('/invitations/:token', {
    summary: 'An invitation, and what its reader can do with it',
    answer: acceptanceView,
    params: ByToken,
    allow: everybody,
    handle: async (scope, { params }) => acceptancePage(scope, params.token, emptyForm),
  }),

  post('/invitations/:token', {
    summary: 'Makes somebody new a member and signs them in',
    work: 'steps',
    params: ByToken,
    body: Join,
    allow: everybody,
    async handle(scope, { params, body }) {
      const { origin } = scope;
      const visit = 'ip' in origin ? { ip: origin.ip, userAgent: origin.userAgent } : { ip: '', userAgent: null };
      const { token, session } = await joinByInvitation(scope, params.token, body, visit);
      return signedIn(token, session.expiresAt, '/');
    },
    again: async (scope, { params }, form) => acceptancePage(scope, params.token, form),
  }),

  post('/invitations/:token/acceptance', {
    summary: "Gives a member the invitation's roles beside their own",
    params: ByToken,
    body: z.object({}),
    allow: signedInPeople,
    async handle(scope, { params }) {
      await acceptInvitation(scope, params.token);
      return redirect('/', { said: 'organizations.invitation.said.accepted' });
    },
    again: async (scope, { params }, form) => acceptancePage(scope, params.token, form),
  }),
];
