import { z } from 'zod';
import { operators } from '#src/http/allow.ts';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { ownPath } from '#src/http/own-path.ts';
import { page, redirect, signedIn, signedOut } from '#src/http/reply.ts';
import { emptyForm, get, post, type FormState } from '#src/http/route.ts';
import { completeOperatorSignIn, signInOperator } from '#src/sessions/sign-in-operator.ts';
import { signOutOperator } from '#src/sessions/sign-out.ts';
import { view } from '#src/views.ts';
import { visitOf } from '../asker.ts';
import { askedBefore, Next } from '../sign-in/sign-in-pages.ts';

const signInView = view('accounts/operator-sign-in', z.object({ next: z.string(), form: FormFields }));
const codeView = view(
  'accounts/operator-second-factor',
  z.object({ step: z.literal('code'), challenge: z.string(), next: z.string(), form: FormFields }),
);

const door = '/operator/login';
const everybody = async () => ({});
const Password = Next.extend({ email: z.string().trim().min(1).max(254), password: z.string().min(1).max(1000) });
const Code = Next.extend({ challenge: z.string().min(1).max(2000), code: z.string().trim().min(6).max(40) });

const signInPage = (next: string | undefined, form: FormState) =>
  page(signInView, { next: next ?? '', form: formFields(form) }, { layout: 'door' });

const codePage = (challenge: string, next: string | undefined, form: FormState) =>
  page(codeView, { step: 'code', challenge, next: next ?? '', form: formFields(form) }, { layout: 'door' });

/** The door of those who run the installation: a password and a code, always both. */
export const operatorRoutes = [
  get(door, {
    summary: 'The form for signing in as an operator',
    tenant: 'none',
    answer: signInView,
    query: Next,
    allow: everybody,
    handle: async (_scope, { query }) => signInPage(query.next, emptyForm),
  }),

  post(door, {
    summary: 'Checks the password of an operator; the answer holds a challenge',
    tenant: 'none',
    answer: codeView,
    work: 'steps',
    countsItself: true,
    body: Password,
    allow: everybody,
    async handle(scope, { body }) {
      const { challenge } = await signInOperator(scope, body, visitOf(scope));
      return codePage(challenge, body.next, emptyForm);
    },
    again: async (_scope, _input, form) => signInPage(String(form.values.next ?? ''), form),
  }),

  get('/operator/second-factor', {
    summary: 'Leads back to the first step',
    tenant: 'none',
    allow: everybody,
    handle: async () => redirect(door),
  }),

  post('/operator/second-factor', {
    summary: 'Signs an operator in with a code of the app, or a recovery code',
    tenant: 'none',
    work: 'steps',
    body: Code,
    allow: everybody,
    async handle(scope, { body }) {
      const { token, session } = await completeOperatorSignIn(scope, body, visitOf(scope));
      const wanted = ownPath(body.next, scope.url('/'));
      return signedIn(token, session.expiresAt, wanted === '/' ? '/operator/jobs' : wanted);
    },
    async again(_scope, _input, form) {
      const { challenge, next } = askedBefore(form);
      return codePage(challenge, next, form);
    },
  }),

  post('/operator/logout', {
    summary: 'Ends the session of an operator',
    tenant: 'none',
    work: 'steps',
    body: z.object({}),
    allow: operators,
    async handle(scope) {
      if ('ip' in scope.origin && scope.origin.sessionId) await signOutOperator(scope, scope.origin.sessionId);
      return signedOut(door);
    },
  }),
];
