import { z } from 'zod';
import { page, redirect } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { inviteLms } from '../operations/invite-lms.ts';
import { withdrawLmsInvitation } from '../operations/withdraw-lms-invitation.ts';
import { platformProfiles, standard } from '../platforms/profile.ts';
import { LtiRegistrationInvitation } from '../registration-invitation.entity.ts';
import { keepers } from './keepers.ts';
import { invitationsPath, lmsPath } from './places.ts';

const Guide = z.object({
  family: z.string(),
  /** Null for the standard's own words. */
  lms: z.string().nullable(),
  /** Keys of what to do; none where the LMS has to be connected by hand. */
  steps: z.array(z.string()),
  /** Key of why. */
  noLink: z.string().nullable(),
});

const linkFormView = view('lti/admin/new-invitation', z.object({ guides: z.array(Guide) }));

const linkView = view(
  'lti/admin/invitation',
  z.object({ id: z.uuid(), url: z.url(), expiresAt: z.iso.datetime(), guides: z.array(Guide) }),
);

const guides = () =>
  [...platformProfiles, standard].map(({ family, name, words }) => ({
    family,
    lms: family === standard.family ? null : name,
    steps: [...(words.byLink ?? [])],
    noLink: words.noLink ?? null,
  }));

const findInvitation = async (scope: Scope, { id }: { readonly id: string }) =>
  (await keepers(scope)) ? scope.em.findOne(LtiRegistrationInvitation, { id, usedAt: null }) : null;

/** Connecting an LMS by a link that it registers itself with. */
export const invitationRoutes = [
  get(`${invitationsPath}/new`, {
    summary: 'How an LMS is connected by a registration link',
    answer: linkFormView,
    allow: keepers,
    handle: async () => page(linkFormView, { guides: guides() }),
  }),

  post(invitationsPath, {
    summary: 'Makes a link by which one LMS registers itself; it is shown once',
    answer: linkView,
    secretAnswer: true,
    body: z.object({}),
    allow: keepers,
    async handle(scope) {
      const { id, registrationUrl, expiresAt } = await inviteLms(scope);
      const data = { id, url: registrationUrl, expiresAt: expiresAt.toISOString(), guides: guides() };
      return page(linkView, data);
    },
  }),

  post(`${invitationsPath}/:id/withdrawal`, {
    summary: 'Makes a registration link worth nothing from now on',
    params: z.object({ id: idOf('ltiInvitation') }),
    body: z.object({}),
    allow: findInvitation,
    async handle(scope, { row }) {
      await withdrawLmsInvitation(scope, row.id);
      return redirect(lmsPath, { said: 'lti.admin.said.withdrawal' });
    },
  }),
];
