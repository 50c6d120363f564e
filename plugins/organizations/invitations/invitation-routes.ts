import { z } from 'zod';
import { redirect } from '#src/http/reply.ts';
import { emptyForm, get, idOf, post } from '#src/http/route.ts';
import { organizationRoles } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { keepers } from '../keepers.ts';
import { Invitation } from './invitation.entity.ts';
import { invitationList, listInvitations, type InvitationQuery } from './invitation-list.ts';
import {
  invitationListPage,
  invitationListView,
  invitationsPath,
  linkFormView,
  linkPage,
  linkView,
} from './invitation-views.ts';
import { mailFormView, newInvitationPage, resultsPage, resultsView } from './invitation-views.ts';
import { inviteByMail } from './invite-by-mail.ts';
import { makeInvitationLink, mostUses } from './make-invitation-link.ts';
import { longestDays, usualDays } from './new-invitation.ts';
import { resendInvitation } from './resend-invitation.ts';
import { revokeInvitation } from './revoke-invitation.ts';

const Terms = z.object({
  roles: z.array(z.enum(organizationRoles)).default([]),
  days: z.int().min(1).max(longestDays).default(usualDays),
});
/** One a line, or between commas, semicolons or spaces, as lists are pasted. */
const ByMail = Terms.extend({ emails: z.string().max(20_000) });
const ByLink = Terms.extend({ uses: z.int().min(1).max(mostUses).default(1) });
const ById = z.object({ id: idOf('invitation') });
const findInvitation = async (scope: Scope, { id }: { readonly id: string }) =>
  (await keepers(scope)) ? scope.em.findOne(Invitation, { id }) : null;

/** What was sent and made, and how to send and make more. */
export const invitationRoutes = [
  get(invitationsPath, {
    summary: 'Invitations by mail and by link, the newest first',
    answer: invitationListView,
    query: invitationList.query,
    allow: keepers,
    async handle(scope, { query }) {
      const asked = query as InvitationQuery;
      const { rows, meta } = await listInvitations(scope, asked);
      return invitationListPage(asked, rows, meta);
    },
  }),

  get(`${invitationsPath}/new`, {
    summary: 'The form for invitations by mail',
    answer: mailFormView,
    allow: keepers,
    handle: async (scope) => newInvitationPage(mailFormView, scope, emptyForm),
  }),

  post(invitationsPath, {
    summary: 'Invites people by mail; each address has a result of its own',
    answer: resultsView,
    body: ByMail,
    allow: keepers,
    async handle(scope, { body: { emails, ...terms } }) {
      return resultsPage(await inviteByMail(scope, { ...terms, emails: emails.split(/[\s,;]+/) }));
    },
    again: async (scope, _input, form) => newInvitationPage(mailFormView, scope, form),
  }),

  get(`${invitationsPath}/links/new`, {
    summary: 'The form for an invitation by link',
    answer: linkFormView,
    allow: keepers,
    handle: async (scope) => newInvitationPage(linkFormView, scope, emptyForm),
  }),

  post(`${invitationsPath}/links`, {
    summary: 'Makes a link by which people may become members; it is shown once',
    answer: linkView,
    secretAnswer: true,
    body: ByLink,
    allow: keepers,
    handle: async (scope, { body }) => linkPage(await makeInvitationLink(scope, body)),
    again: async (scope, _input, form) => newInvitationPage(linkFormView, scope, form),
  }),

  post(`${invitationsPath}/:id/sending`, {
    summary: "Sends a mailed invitation again; the earlier mail's link is worth nothing then",
    params: ById,
    allow: findInvitation,
    async handle(scope, { row }) {
      await resendInvitation(scope, row.id);
      return redirect(invitationsPath, { said: 'organizations.invitations.said.sent' });
    },
  }),

  post(`${invitationsPath}/:id/revocation`, {
    summary: 'Makes an invitation worth nothing from now on',
    params: ById,
    allow: findInvitation,
    async handle(scope, { row }) {
      await revokeInvitation(scope, row.id);
      return redirect(invitationsPath, { said: 'organizations.invitations.said.revoked' });
    },
  }),
];
