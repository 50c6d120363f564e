import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page, redirect } from '#src/http/reply.ts';
import { emptyForm, get, post, type FormState } from '#src/http/route.ts';
import { Identity } from '#src/people/identity.entity.ts';
import type { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { SecondFactor } from '#src/sessions/second-factor/second-factor.entity.ts';
import { view } from '#src/views.ts';
import { askForEmailChange } from './change-email.ts';
import { changePassword } from './change-password.ts';
import { ownAccountInSession } from './own-account.ts';

const securityView = view(
  'accounts/own/security',
  z.object({
    email: z.string().nullable(),
    hasPassword: z.boolean(),
    hasSecondFactor: z.boolean(),
    recoveryCodesLeft: z.int(),
    passwordForm: FormFields,
    emailForm: FormFields,
  }),
);
const place = '/account/security';
const typed = z.string().min(1).max(1000);

/** Password and address: each change asks for the present password. */
export const securityRoutes = [
  get(place, {
    summary: 'How the own account is secured',
    answer: securityView,
    allow: ownAccountInSession,
    handle: async (scope, { row }) => securityPage(scope, row.user, {}),
  }),

  post('/account/password', {
    summary: 'Changes the own password, and signs out everywhere else',
    work: 'steps',
    body: z.object({ password: typed, newPassword: typed }),
    allow: ownAccountInSession,
    async handle(scope, { body, row }) {
      await changePassword(scope, body, row.sessionId);
      return redirect(place, { said: 'accounts.security.passwordChanged' });
    },
    again: async (scope, { row }, form) => securityPage(scope, row.user, { password: form }),
  }),

  post('/account/email', {
    summary: 'Mails a link to a new address, which makes it count',
    work: 'steps',
    body: z.object({ email: z.email().max(254), password: typed }),
    allow: ownAccountInSession,
    async handle(scope, { body }) {
      await askForEmailChange(scope, body);
      return redirect(place, { said: 'accounts.security.emailAsked' });
    },
    again: async (scope, { row }, form) => securityPage(scope, row.user, { email: form }),
  }),
];

async function securityPage({ em }: Scope, user: User, forms: { password?: FormState; email?: FormState }) {
  const factor = await em.findOne(SecondFactor, { user: user.id, confirmedAt: { $ne: null } });
  const hasPassword = (await em.count(Identity, { user: user.id, kind: 'password' })) > 0;
  return page(securityView, {
    email: user.email ?? null,
    hasPassword,
    hasSecondFactor: factor !== null,
    recoveryCodesLeft: factor?.recoveryHashes.length ?? 0,
    passwordForm: formFields(forms.password ?? emptyForm),
    emailForm: formFields(forms.email ?? emptyForm),
  });
}
