import { z } from 'zod';
import { everybody } from '#src/http/allow.ts';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page, redirect } from '#src/http/reply.ts';
import { emptyForm, get, post, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { entranceOf } from '../entrance.ts';
import { Linked, linkedPage, linkedView } from '../linked-page.ts';
import { mailSentPage, mailSentView } from '../mail-sent.ts';
import { changeEmail } from '../own/change-email.ts';
import { askForReset } from './ask-for-reset.ts';
import { resetPassword } from './reset-password.ts';

const forgotView = view('accounts/forgot-password', z.object({ entrance: z.string(), form: FormFields }));

/** What links in mails lead to when somebody has forgotten their password, or has another address. */
export const recoveryRoutes = [
  get('/auth/forgot-password', {
    summary: 'The form for having a link for a new password mailed',
    answer: forgotView,
    allow: everybody,
    handle: async (scope) => forgotPage(scope, emptyForm),
  }),

  post('/auth/forgot-password', {
    summary: 'Mails a link for a new password, if there is such an account; the answer is the same',
    answer: mailSentView,
    work: 'steps',
    body: z.object({ email: z.email().max(254) }),
    allow: everybody,
    async handle(scope, { body }) {
      await askForReset(scope, body.email);
      return mailSentPage(scope, 'reset');
    },
    again: async (scope, _input, form) => forgotPage(scope, form),
  }),

  get('/auth/reset-password', {
    summary: 'The form for a new password, behind the link of a mail',
    answer: linkedView,
    query: Linked.partial(),
    allow: everybody,
    handle: async (scope, { query }) => linkedPage(scope, 'resetPassword', query.token ?? '', emptyForm),
  }),

  post('/auth/reset-password', {
    summary: 'Sets a new password with the token of a mail; signs nobody in',
    work: 'steps',
    body: Linked.extend({ password: z.string().min(1).max(1000) }),
    allow: everybody,
    async handle(scope, { body }) {
      await resetPassword(scope, body.token, body.password);
      return redirect(`${entranceOf(scope)}/auth/login`, { said: 'accounts.resetPassword.done' });
    },
    again: async (scope, _input, form) => linkedPage(scope, 'resetPassword', String(form.values.token ?? ''), form),
  }),

  get('/auth/change-email', {
    summary: 'Asks whether the new address shall count, behind the link of a mail',
    answer: linkedView,
    query: Linked.partial(),
    allow: everybody,
    handle: async (scope, { query }) => linkedPage(scope, 'changeEmail', query.token ?? '', emptyForm),
  }),

  post('/auth/change-email', {
    summary: 'Makes the new address count',
    work: 'steps',
    body: Linked,
    allow: everybody,
    async handle(scope, { body }) {
      await changeEmail(scope, body.token);
      const isIn = scope.actor.kind === 'user';
      return redirect(isIn ? '/account/security' : `${entranceOf(scope)}/auth/login`, {
        said: 'accounts.changeEmail.done',
      });
    },
    again: async (scope, _input, form) => linkedPage(scope, 'changeEmail', String(form.values.token ?? ''), form),
  }),
];

const forgotPage = (scope: Scope, form: FormState) =>
  page(forgotView, { entrance: entranceOf(scope), form: formFields(form) }, { layout: 'door' });
