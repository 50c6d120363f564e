import { z } from 'zod';
import { defineJob } from '#src/jobs/job.ts';
import { sendMail } from '#src/mail/send-mail.ts';
import { Identity } from '#src/people/identity.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { accountKey } from '#src/sessions/account-key.ts';
import { accountName } from '#src/sessions/check-password.ts';
import { authPerAccount } from '#src/sessions/sign-in-limits.ts';
import { Asker, askerOf } from '../asker.ts';
import { openFor, sealFor } from '../closed-data.ts';
import { mailedLink } from '../entrance.ts';
import { makeMailedToken } from '../mailed-tokens.ts';
import { resetPasswordMail } from '../mails.ts';

const purpose = 'password-reset';
const Wish = z.object({ email: z.string(), locale: z.string(), asker: Asker });

/** Has a link for a new password mailed, if there is an account: a job looks, so neither answer nor time tells. Throws LimitExceeded. */
export async function askForReset(scope: Scope, typed: string): Promise<void> {
  const email = accountName(typed);
  await scope.limits.consume(authPerAccount, `forgot:${accountKey(`${scope.organization.id}:${email}`)}`);
  const wish = { email, locale: scope.locale, asker: askerOf(scope) };
  await scope.transaction((scope) => scope.enqueue(mailReset, { sealed: sealFor(scope, purpose, wish) }));
}

export const mailReset = defineJob({
  name: 'accounts.mailReset',
  data: z.object({ sealed: z.string() }),
  async run(scope: Scope, { sealed }: { sealed: string }) {
    const wish = openFor(scope, purpose, Wish, sealed);
    const mine = { kind: 'password' as const, provider: '', subject: wish.email };
    const whoMayCome = { suspendedAt: null, erasedAt: null };
    const identity = await scope.em.findOne(Identity, { ...mine, user: whoMayCome }, { populate: ['user'] });
    const user = identity?.user;
    if (!user?.email) return;
    await sendMail(scope, resetPasswordMail, {
      to: { address: user.email, name: user.name },
      recipientId: user.id,
      locale: wish.locale,
      data: {
        organization: scope.organization.name,
        name: user.name,
        asker: wish.asker,
        link: await resetLink(scope, { id: user.id, email: user.email }),
      },
    });
  },
});

/** A new link, good once and for an hour, in the open transaction. */
export async function resetLink(scope: Scope, user: { readonly id: string; readonly email: string }) {
  const token = await makeMailedToken(scope, { purpose: 'resetPassword', userId: user.id, address: user.email });
  return mailedLink(scope, '/auth/reset-password', token);
}
