import { z } from 'zod';
import { defineMail } from '#src/mail/define-mail.ts';
import { mailKind } from '#src/mail/mail-kind.ts';
import { Asker } from './asker.ts';

/** Every mail says in whose name, to whom, and who asked for it. */
const common = { organization: z.string(), name: z.string(), asker: Asker };
const withLink = z.object({ ...common, link: z.url() });

/** With the link that confirms an address. */
export const verifyEmailMail = defineMail({ name: 'accounts.verifyEmail', data: withLink });

/** To whoever signs up with an address that has an account. */
export const alreadyHereMail = defineMail({
  name: 'accounts.alreadyHere',
  data: z.object({ ...common, signInLink: z.url(), resetLink: z.url() }),
});

export const resetPasswordMail = defineMail({ name: 'accounts.resetPassword', data: withLink });

export const passwordChangedMail = defineMail({ name: 'accounts.passwordChanged', data: withLink });

/** To the new address. */
export const changeEmailMail = defineMail({ name: 'accounts.changeEmail', data: withLink });

/** To the old address. */
export const emailChangingMail = defineMail({
  name: 'accounts.emailChanging',
  data: z.object({ ...common, link: z.url(), newAddress: z.string() }),
});

export const deletionRequestedMail = defineMail({
  name: 'accounts.deletionRequested',
  data: z.object({ ...common, link: z.url(), days: z.int() }),
});

export const accountMails = [
  verifyEmailMail,
  alreadyHereMail,
  resetPasswordMail,
  passwordChangedMail,
  changeEmailMail,
  emailChangingMail,
  deletionRequestedMail,
].map((mail) => mailKind(mail as never));
