import { z } from 'zod';
import { signIn } from '#src/sessions/sign-in.ts';
import { signOut } from '#src/sessions/sign-out.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { everybody, signedInPeople } from './allow.ts';
import { FormFields, formFields } from './form-fields.ts';
import { page, signedIn, signedOut } from './reply.ts';
import { emptyForm, get, post, type FormState } from './route.ts';
import { ownPath } from './own-path.ts';

const signInView = view('kernel/sign-in', z.object({ organization: z.string(), next: z.string(), form: FormFields }));

const Next = z.object({ next: z.string().max(2000).optional() });
const SignIn = Next.extend({ email: z.string().trim().min(1).max(254), password: z.string().min(1).max(1000) });

/** Sign-in and sign-out in their plainest form. */
export const signInRoutes = [
  get('/auth/login', {
    summary: 'The form for signing in',
    answer: signInView,
    query: Next,
    allow: everybody,
    handle: async (scope, { query }) => signInPage(scope, query.next, emptyForm),
  }),

  post('/auth/login', {
    summary: 'Signs in with e-mail address and password; under /api the answer holds a bearer',
    work: 'steps',
    countsItself: true,
    body: SignIn,
    allow: everybody,
    async handle(scope, { body }) {
      const { token, session } = await signIn(scope, body, visitOf(scope));
      return signedIn(token, session.expiresAt, ownPath(body.next, scope.url('/')));
    },
    again: async (scope, _input, form) => signInPage(scope, String(form.values.next ?? ''), form),
  }),

  post('/auth/logout', {
    summary: 'Ends the session that asks',
    work: 'steps',
    body: z.object({}),
    allow: signedInPeople,
    async handle(scope) {
      if ('ip' in scope.origin && scope.origin.sessionId) await signOut(scope, scope.origin.sessionId);
      return signedOut('/auth/login');
    },
  }),
];

const signInPage = ({ organization }: Scope, next: string | undefined, form: FormState) =>
  page(signInView, { organization: organization.name, next: next ?? '', form: formFields(form) }, { layout: 'door' });

const visitOf = ({ origin }: Scope) =>
  'ip' in origin ? { ip: origin.ip, userAgent: origin.userAgent } : { ip: '', userAgent: null };
