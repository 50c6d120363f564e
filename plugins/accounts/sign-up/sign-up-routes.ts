import { z } from 'zod';
import { everybody } from '#src/http/allow.ts';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page, redirect } from '#src/http/reply.ts';
import { emptyForm, get, post, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signIn } from '#src/sessions/sign-in.ts';
import { view } from '#src/views.ts';
import { visitOf } from '../asker.ts';
import { entranceOf } from '../entrance.ts';
import { Linked, linkedPage, linkedView } from '../linked-page.ts';
import { mailSentPage, mailSentView } from '../mail-sent.ts';
import { entered } from '../sign-in/sign-in-pages.ts';
import { whereOneMayJoin, type Joining } from './joining.ts';
import { sendVerificationAgain } from './mail-verification.ts';
import { signUp } from './sign-up.ts';
import { verifyEmail } from './verify-email.ts';

const signUpView = view(
  'accounts/sign-up',
  z.object({ organization: z.string(), entrance: z.string(), emailDomain: z.string().nullable(), form: FormFields }),
);
const againView = view('accounts/verify-again', z.object({ entrance: z.string(), form: FormFields }));

const email = z.email().max(254);
// What else is sent, a role for instance, is not looked at.
const SignUp = z.object({ name: z.string().trim().min(1).max(100), email, password: z.string().min(1).max(1000) });

/** Making an account, and confirming its address. */
export const signUpRoutes = [
  get('/auth/register', {
    summary: 'The form for making an account',
    answer: signUpView,
    allow: whereOneMayJoin,
    handle: async (scope, { row }) => signUpPage(scope, row, emptyForm),
  }),

  post('/auth/register', {
    summary: 'Asks for an account; a mail follows, and the answer is the same whether there is one already',
    answer: mailSentView,
    work: 'steps',
    body: SignUp,
    allow: whereOneMayJoin,
    async handle(scope, { body, row }) {
      await signUp(scope, row, body);
      return mailSentPage(scope, 'signUp');
    },
    again: async (scope, { row }, form) => signUpPage(scope, row, form),
  }),

  get('/auth/verify-email', {
    summary: 'Asks whether an address shall be confirmed; opening it changes nothing',
    answer: linkedView,
    query: Linked.partial(),
    allow: everybody,
    handle: async (scope, { query }) => linkedPage(scope, 'verifyEmail', query.token ?? '', emptyForm),
  }),

  post('/auth/verify-email', {
    summary: 'Confirms the address that a link was mailed to, with the password of the sign-up, and signs in',
    work: 'steps',
    body: Linked.extend({ password: z.string().min(1).max(1000) }),
    allow: everybody,
    async handle(scope, { body: { token, password } }) {
      const verified = await verifyEmail(scope, token, password);
      if (verified.isApprovalNeeded)
        return redirect(`${entranceOf(scope)}/auth/login`, { said: 'accounts.verifyEmail.awaiting' });
      return entered(scope, await signIn(scope, { email: verified.email, password }, visitOf(scope)), undefined);
    },
    again: async (scope, _input, form) => linkedPage(scope, 'verifyEmail', String(form.values.token ?? ''), form),
  }),

  get('/auth/verify-email/again', {
    summary: 'The form for having the link sent again',
    answer: againView,
    allow: everybody,
    handle: async (scope) => againPage(scope, emptyForm),
  }),

  post('/auth/verify-email/again', {
    summary: 'Mails the link that confirms an address again',
    answer: mailSentView,
    work: 'steps',
    body: z.object({ email }),
    allow: everybody,
    async handle(scope, { body }) {
      await sendVerificationAgain(scope, body.email);
      return mailSentPage(scope, 'verifyAgain');
    },
    again: async (scope, _input, form) => againPage(scope, form),
  }),
];

function signUpPage(scope: Scope, { isOpen, emailDomain }: Joining, form: FormState) {
  const { name: organization } = scope.organization;
  const data = { organization, entrance: entranceOf(scope), emailDomain: isOpen ? null : emailDomain };
  return page(signUpView, { ...data, form: formFields(form) }, { layout: 'door' });
}

const againPage = (scope: Scope, form: FormState) =>
  page(againView, { entrance: entranceOf(scope), form: formFields(form) }, { layout: 'door' });
