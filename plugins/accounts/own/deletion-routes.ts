import { z } from 'zod';
import { everybody } from '#src/http/allow.ts';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page, signedOut } from '#src/http/reply.ts';
import { del, emptyForm, get, post, type FormState } from '#src/http/route.ts';
import { Identity } from '#src/people/identity.entity.ts';
import type { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { entranceOf } from '../entrance.ts';
import { ownAccountInSession } from './own-account.ts';
import { daysToThinkAgain, requestDeletion } from './request-deletion.ts';

const deletionView = view(
  'accounts/own/deletion',
  z.object({ days: z.int(), hasPassword: z.boolean(), form: FormFields }),
);
const requestedView = view('accounts/deletion-requested', z.object({ days: z.int(), entrance: z.string() }));
const asked = {
  work: 'steps',
  body: z.object({ password: z.string().max(1000).optional() }),
  allow: ownAccountInSession,
  async handle(scope: Scope, { body }: { readonly body: { readonly password?: string | undefined } }) {
    await requestDeletion(scope, body.password);
    return signedOut(`${entranceOf(scope)}/auth/deletion-requested`);
  },
} as const;

/** Leaving. */
export const deletionRoutes = [
  get('/account/deletion', {
    summary: 'Says what deleting the own account means, and asks for the password',
    answer: deletionView,
    allow: ownAccountInSession,
    handle: async (scope, { row }) => deletionPage(scope, row.user, emptyForm),
  }),

  post('/account/deletion', {
    ...asked,
    summary: 'Asks for the own account to be deleted, by the form of its page',
    again: async (scope, { row }, form) => deletionPage(scope, row.user, form),
  }),

  get('/auth/deletion-requested', {
    summary: 'Says that an account will be deleted, and how to keep it',
    answer: requestedView,
    allow: everybody,
    handle: async (scope) =>
      page(requestedView, { days: daysToThinkAgain, entrance: entranceOf(scope) }, { layout: 'door' }),
  }),

  del('/users/account', {
    ...asked,
    summary: 'Asks for the own account to be deleted in 14 days; signing in until then can undo it',
  }),
];

async function deletionPage({ em }: Scope, { id }: User, form: FormState) {
  const hasPassword = (await em.count(Identity, { user: id, kind: 'password' })) > 0;
  return page(deletionView, { days: daysToThinkAgain, hasPassword, form: formFields(form) });
}
