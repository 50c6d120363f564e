import { z } from 'zod';
import { defineJob } from '#src/jobs/job.ts';
import { sendMail } from '#src/mail/send-mail.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { accountKey } from '#src/sessions/account-key.ts';
import { accountName } from '#src/sessions/check-password.ts';
import { authPerAccount } from '#src/sessions/sign-in-limits.ts';
import { Asker, askerOf } from '../asker.ts';
import { openFor, sealFor } from '../closed-data.ts';
import { mailedLink } from '../entrance.ts';
import { makeMailedToken } from '../mailed-tokens.ts';
import { verifyEmailMail } from '../mails.ts';

const purpose = 'verification-again';
const Wish = z.object({ email: z.string(), locale: z.string(), asker: Asker });

/** Mails the link that confirms an address, in the open transaction. */
export async function mailVerification(
  scope: Scope,
  user: User,
  { asker, locale }: { readonly asker: Asker; readonly locale: string },
) {
  const address = user.email ?? '';
  const token = await makeMailedToken(scope, { purpose: 'verifyEmail', userId: user.id, address });
  await sendMail(scope, verifyEmailMail, {
    to: { address, name: user.name },
    recipientId: user.id,
    locale,
    data: {
      organization: scope.organization.name,
      name: user.name,
      asker,
      link: mailedLink(scope, '/auth/verify-email', token),
    },
  });
}

/** Has the link sent again, if there is somebody who needs it: the answer does not tell. Throws LimitExceeded. */
export async function sendVerificationAgain(scope: Scope, typed: string): Promise<void> {
  const email = accountName(typed);
  await scope.limits.consume(authPerAccount, `verify:${accountKey(`${scope.organization.id}:${email}`)}`);
  const wish = { email, locale: scope.locale, asker: askerOf(scope) };
  await scope.transaction((scope) => scope.enqueue(verifyAgain, { sealed: sealFor(scope, purpose, wish) }));
}

export const verifyAgain = defineJob({
  name: 'accounts.mailVerificationAgain',
  data: z.object({ sealed: z.string() }),
  async run(scope: Scope, { sealed }: { sealed: string }) {
    const wish = openFor(scope, purpose, Wish, sealed);
    const waiting = { email: wish.email, emailVerifiedAt: null, suspendedAt: null, erasedAt: null };
    const user = await scope.em.findOne(User, waiting);
    if (user) await mailVerification(scope, user, wish);
  },
});
