import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page, signedIn, type Reply } from '#src/http/reply.ts';
import { ownPath } from '#src/http/own-path.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { Challenged } from '#src/sessions/sign-in-challenge.ts';
import type { SignedIn } from '#src/sessions/sign-in.ts';
import { view } from '#src/views.ts';
import { entranceOf } from '../entrance.ts';
import { joiningOf } from '../sign-up/joining.ts';
import { authMethod } from './auth-method.ts';

export const signInView = view(
  'accounts/sign-in',
  z.object({
    organization: z.string(),
    entrance: z.string(),
    canJoin: z.boolean(),
    methods: z.array(z.object({ label: z.string(), path: z.string() })),
    next: z.string(),
    form: FormFields,
  }),
);

const step = { entrance: z.string(), challenge: z.string(), next: z.string(), form: FormFields };
export const secondFactorView = view('accounts/second-factor', z.object({ step: z.literal('code'), ...step }));
export const keepAccountView = view('accounts/keep-account', z.object({ step: z.literal('keep'), ...step }));

/** Where the forms of a sign-in lead on to. */
export const Next = z.object({ next: z.string().max(2000).optional() });

export async function signInPage(scope: Scope, next: string | undefined, form: FormState): Promise<Reply> {
  const offered = await Promise.all(scope.contributions(authMethod).map((method) => method.offers(scope)));
  const data = {
    organization: scope.organization.name,
    entrance: entranceOf(scope),
    canJoin: (await joiningOf(scope)) !== null,
    methods: offered.flat().map(({ label, path }) => ({ label, path })),
    next: next ?? '',
    form: formFields(form),
  };
  return page(signInView, data, { layout: 'door' });
}

/** A session, or the page that asks for what is missing. */
export function entered(scope: Scope, outcome: SignedIn | Challenged, next: string | undefined): Reply {
  if (outcome.kind === 'signedIn')
    return signedIn(outcome.token, outcome.session.expiresAt, ownPath(next, scope.url('/')));
  const asked = { challenge: outcome.challenge, next: next ?? '' };
  return outcome.step === 'code' ? secondFactorPage(scope, asked, emptyForm) : keepAccountPage(scope, asked, emptyForm);
}

interface Asked {
  readonly challenge: string;
  readonly next: string;
}

export const secondFactorPage = (scope: Scope, { challenge, next }: Asked, form: FormState) =>
  page(
    secondFactorView,
    { step: 'code', entrance: entranceOf(scope), challenge, next, form: formFields(form) },
    { layout: 'door' },
  );

export const keepAccountPage = (scope: Scope, { challenge, next }: Asked, form: FormState) =>
  page(
    keepAccountView,
    { step: 'keep', entrance: entranceOf(scope), challenge, next, form: formFields(form) },
    { layout: 'door' },
  );

/** What a refused form of a step carried on. */
export const askedBefore = ({ values }: FormState): Asked => ({
  challenge: String(values.challenge ?? ''),
  next: String(values.next ?? ''),
});
