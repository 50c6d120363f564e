import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { counted, PagerFields, SortField } from '#src/http/list/list-schemas.ts';
import { page, type PageMeta } from '#src/http/reply.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import { organizationRoles } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { givableRoles } from '../members/givable-roles.ts';
import { invitationList, type InvitationQuery, type ListedInvitation } from './invitation-list.ts';
import { invitationStates } from './invitation-state.ts';
import { inviteOutcomes, type InviteResult } from './invite-by-mail.ts';
import type { InvitationLink } from './make-invitation-link.ts';
import { usualDays } from './new-invitation.ts';

export const invitationsPath = '/admin/invitations';

const Invitation = z.object({
  id: z.uuid(),
  email: z.string().nullable(),
  roles: z.array(z.enum(organizationRoles)),
  state: z.enum(invitationStates),
  uses: z.int(),
  used: z.int(),
  madeAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  invitedBy: z.string().nullable(),
  acceptedBy: z.string().nullable(),
  canResend: z.boolean(),
});

export const invitationListView = view(
  'organizations/invitations/list',
  PagerFields.extend({
    invitations: z.array(Invitation),
    sorts: z.object({ made_at: SortField, expires_at: SortField }),
    form: FormFields,
    states: z.array(z.string()),
  }),
);

const NewInvitation = z.object({ form: FormFields, givable: z.array(z.enum(organizationRoles)) });
export const mailFormView = view('organizations/invitations/new', NewInvitation);
export const linkFormView = view('organizations/invitations/new-link', NewInvitation);

export const resultsView = view(
  'organizations/invitations/results',
  z.object({ results: z.array(z.object({ email: z.string(), outcome: z.enum(inviteOutcomes) })) }),
);

export const linkView = view(
  'organizations/invitations/link',
  z.object({ id: z.uuid(), url: z.url(), uses: z.int(), expiresAt: z.iso.datetime() }),
);

export function invitationListPage(query: InvitationQuery, rows: readonly ListedInvitation[], meta: PageMeta) {
  const data = {
    invitations: rows.map(drawn),
    sorts: invitationList.sorts(invitationsPath, query),
    form: formFields(emptyForm, { state: query.state }),
    states: [...invitationStates],
    meta: counted(meta),
    links: invitationList.links(invitationsPath, query, meta),
  };
  return page(invitationListView, data, { meta });
}

const drawn = ({ usesLeft, roles, ...row }: ListedInvitation) => ({
  ...row,
  roles: [...roles],
  used: row.uses - usesLeft,
  madeAt: new Date(row.madeAt).toISOString(),
  expiresAt: new Date(row.expiresAt).toISOString(),
  canResend: row.email !== null && (row.state === 'open' || row.state === 'expired'),
});

export const newInvitationPage = (kind: typeof mailFormView, { actor }: Scope, form: FormState) =>
  page(kind, {
    form: formFields(form, { roles: ['learner'], days: usualDays, uses: 1 }),
    givable: [...givableRoles(actor)].toReversed(),
  });

export const resultsPage = (results: readonly InviteResult[]) => page(resultsView, { results: [...results] });

export const linkPage = ({ invitation, url }: InvitationLink) =>
  page(linkView, { id: invitation.id, url, uses: invitation.uses, expiresAt: invitation.expiresAt.toISOString() });
