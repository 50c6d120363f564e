import { sendMail } from '#src/mail/send-mail.ts';
import type { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { askerOf } from '../asker.ts';
import { passwordChangedMail } from '../mails.ts';

/** Tells a person, in the open transaction, that their password is another one now. */
export async function tellPasswordChanged(scope: Scope, user: User) {
  if (!user.email) return;
  await sendMail(scope, passwordChangedMail, {
    to: { address: user.email, name: user.name },
    recipientId: user.id,
    locale: user.locale ?? scope.locale,
    data: {
      organization: scope.organization.name,
      name: user.name,
      asker: askerOf(scope),
      link: scope.url(`/o/${scope.organization.slug}/auth/forgot-password`),
    },
  });
}
