import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page, redirect } from '#src/http/reply.ts';
import { emptyForm, get, post, type FormState } from '#src/http/route.ts';
import { beginSecondFactor, offeredSecondFactor } from '#src/sessions/second-factor/begin-second-factor.ts';
import type { OfferedSecondFactor } from '#src/sessions/second-factor/begin-second-factor.ts';
import { removeSecondFactor, renewRecoveryCodes } from '#src/sessions/second-factor/change-second-factor.ts';
import { confirmSecondFactor } from '#src/sessions/second-factor/confirm-second-factor.ts';
import { view } from '#src/views.ts';
import { confirmPassword } from './confirm-password.ts';
import { ownAccountInSession } from './own-account.ts';
import { qrPicture, QrPicture } from './qr-picture.ts';

const offerView = view(
  'accounts/own/second-factor',
  z.object({ secret: z.string(), address: z.string(), picture: QrPicture, form: FormFields }),
);
const codesView = view('accounts/own/recovery-codes', z.object({ codes: z.array(z.string()) }));
const askView = view(
  'accounts/own/ask-password',
  z.object({ act: z.enum(['begin', 'removal', 'codes']), form: FormFields }),
);

const Confirmed = z.object({ password: z.string().max(1000).optional() });
const base = '/account/second-factor';

type Act = 'begin' | 'removal' | 'codes';
const askPage = (act: Act, form: FormState = emptyForm) => page(askView, { act, form: formFields(form) });
const offerPage = ({ secret, address }: OfferedSecondFactor, form: FormState = emptyForm) =>
  page(offerView, { secret, address, picture: qrPicture(address), form: formFields(form) });

const asking = (path: string, summary: string, act: Act) =>
  get(path, { summary, answer: askView, allow: ownAccountInSession, handle: async () => askPage(act) });

/** Codes from an app: adding, removing, and the codes for the day on which the telephone is gone. */
export const secondFactorRoutes = [
  asking(base, 'Asks for the password before a second factor is added', 'begin'),
  asking(`${base}/removal`, 'Asks for the password before the second factor is removed', 'removal'),
  asking('/account/recovery-codes', 'Asks for the password before new recovery codes are made', 'codes'),

  post(base, {
    summary: 'Makes a secret for an app; it counts once a code of it was typed',
    answer: offerView,
    work: 'steps',
    secretAnswer: true,
    body: Confirmed,
    allow: ownAccountInSession,
    async handle(scope, { body }) {
      await confirmPassword(scope, body.password);
      return offerPage(await beginSecondFactor(scope));
    },
    again: async (_scope, _input, form) => askPage('begin', form),
  }),

  post(`${base}/confirmation`, {
    summary: 'Makes the second factor count, and shows the recovery codes this once',
    answer: codesView,
    work: 'steps',
    secretAnswer: true,
    body: z.object({ code: z.string().trim().min(6).max(10) }),
    allow: ownAccountInSession,
    handle: async (scope, { body }) => page(codesView, { codes: [...(await confirmSecondFactor(scope, body.code))] }),
    async again(scope, _input, form) {
      const offered = await offeredSecondFactor(scope);
      return offered ? offerPage(offered, form) : askPage('begin', form);
    },
  }),

  post(`${base}/removal`, {
    summary: 'Removes the second factor',
    work: 'steps',
    body: Confirmed,
    allow: ownAccountInSession,
    async handle(scope, { body, row }) {
      await confirmPassword(scope, body.password);
      await removeSecondFactor(scope, row.user.id);
      return redirect('/account/security', { said: 'accounts.security.factorRemoved' });
    },
    again: async (_scope, _input, form) => askPage('removal', form),
  }),

  post('/account/recovery-codes', {
    summary: 'Makes ten new recovery codes instead of the old ones, and shows them this once',
    answer: codesView,
    work: 'steps',
    secretAnswer: true,
    body: Confirmed,
    allow: ownAccountInSession,
    async handle(scope, { body, row }) {
      await confirmPassword(scope, body.password);
      return page(codesView, { codes: [...(await renewRecoveryCodes(scope, row.user.id))] });
    },
    again: async (_scope, _input, form) => askPage('codes', form),
  }),
];
