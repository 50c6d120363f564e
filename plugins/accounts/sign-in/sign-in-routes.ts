import { z } from 'zod';
import { everybody, signedInPeople } from '#src/http/allow.ts';
import { redirect, signedOut } from '#src/http/reply.ts';
import { emptyForm, get, post } from '#src/http/route.ts';
import { completeSignIn, keepAccount } from '#src/sessions/complete-sign-in.ts';
import { signIn } from '#src/sessions/sign-in.ts';
import { signOut } from '#src/sessions/sign-out.ts';
import { visitOf } from '../asker.ts';
import { entranceOf } from '../entrance.ts';
import { askedBefore, entered, keepAccountPage, keepAccountView, Next, secondFactorPage } from './sign-in-pages.ts';
import { secondFactorView, signInPage, signInView } from './sign-in-pages.ts';

const SignIn = Next.extend({ email: z.string().trim().min(1).max(254), password: z.string().min(1).max(1000) });
const Challenge = Next.extend({ challenge: z.string().min(1).max(2000) });

/** Coming in, in as many steps as it takes, and going out. */
export const signInRoutes = [
  get('/auth/login', {
    summary: 'The form for signing in',
    answer: signInView,
    query: Next,
    allow: everybody,
    handle: async (scope, { query }) => signInPage(scope, query.next, emptyForm),
  }),

  post('/auth/login', {
    summary: 'Signs in with e-mail address and password; under /api the answer holds a bearer, or a challenge',
    work: 'steps',
    countsItself: true,
    body: SignIn,
    allow: everybody,
    handle: async (scope, { body }) => entered(scope, await signIn(scope, body, visitOf(scope)), body.next),
    again: async (scope, _input, form) => signInPage(scope, String(form.values.next ?? ''), form),
  }),

  get('/auth/second-factor', {
    summary: 'Leads back to the first step, with which signing in begins',
    allow: everybody,
    handle: async (scope) => redirect(`${entranceOf(scope)}/auth/login`),
  }),

  post('/auth/second-factor', {
    summary: 'Goes on with a code of the app, or a recovery code',
    answer: secondFactorView,
    work: 'steps',
    body: Challenge.extend({ code: z.string().trim().min(6).max(40) }),
    allow: everybody,
    handle: async (scope, { body }) => entered(scope, await completeSignIn(scope, body, visitOf(scope)), body.next),
    again: async (scope, _input, form) => secondFactorPage(scope, askedBefore(form), form),
  }),

  post('/auth/kept-account', {
    summary: 'Keeps an account that was to be deleted, and signs in',
    answer: keepAccountView,
    work: 'steps',
    body: Challenge,
    allow: everybody,
    handle: async (scope, { body }) =>
      entered(scope, await keepAccount(scope, body.challenge, visitOf(scope)), body.next),
    again: async (scope, _input, form) => keepAccountPage(scope, askedBefore(form), form),
  }),

  post('/auth/logout', {
    summary: 'Ends the session that asks',
    work: 'steps',
    body: z.object({}),
    allow: signedInPeople,
    async handle(scope) {
      if ('ip' in scope.origin && scope.origin.sessionId) await signOut(scope, scope.origin.sessionId);
      return signedOut(`${entranceOf(scope)}/auth/login`);
    },
  }),
];
