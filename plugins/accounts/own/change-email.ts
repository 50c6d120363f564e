import { audit } from '#src/audit/audit.ts';
import { DomainError, invalid } from '#src/errors.ts';
import { mailAddress } from '#src/mail/mailbox.ts';
import { sendMail } from '#src/mail/send-mail.ts';
import { Identity } from '#src/people/identity.entity.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { accountName } from '#src/sessions/check-password.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';
import { askerOf } from '../asker.ts';
import { mailedLink } from '../entrance.ts';
import { makeMailedToken, takeMailedToken } from '../mailed-tokens.ts';
import { alreadyHereMail, changeEmailMail, emailChangingMail } from '../mails.ts';
import { confirmPassword } from './confirm-password.ts';

/**
 * Mails a link to the new address, and a notice to the old one; the link makes the change. That somebody else has the address
 * is told by mail only. `steps` work. Throws DomainError `invalid` by field, and LimitExceeded.
 */
export async function askForEmailChange(scope: Scope, form: { readonly email: string; readonly password: string }) {
  const id = signedInUser(scope);
  const address = accountName(form.email);
  if (!mailAddress.safeParse(address).success) throw invalid({ field: 'email', key: 'kernel.error.email' });
  await confirmPassword(scope, form.password);
  await scope.transaction(async (scope) => {
    const user = await scope.em.findOneOrFail(User, id);
    if (user.email === address) throw invalid({ field: 'email', key: 'accounts.error.sameEmail' });
    const door = scope.url(`/o/${scope.organization.slug}/auth`);
    const said = { organization: scope.organization.name, name: user.name, asker: askerOf(scope) };
    const to = { address, name: user.name };
    const resetLink = `${door}/forgot-password`;
    if (await scope.em.count(User, { email: address }))
      await sendMail(scope, alreadyHereMail, { to, data: { ...said, signInLink: `${door}/login`, resetLink } });
    else {
      const token = await makeMailedToken(scope, { purpose: 'changeEmail', userId: id, address });
      const link = mailedLink(scope, '/auth/change-email', token);
      await sendMail(scope, changeEmailMail, { to, recipientId: id, data: { ...said, link } });
    }
    if (!user.email) return;
    const old = { address: user.email, name: user.name };
    const data = { ...said, link: resetLink, newAddress: address };
    await sendMail(scope, emailChangingMail, { to: old, recipientId: id, data });
  });
}

/** Makes the change that the link of a mail stands for. Throws DomainError `gone` for a link that is not good, `conflict` for an address taken meanwhile. */
export async function changeEmail(scope: Scope, token: string): Promise<void> {
  await scope.transaction(async (scope) => {
    const { user, address } = await takeMailedToken(scope, 'changeEmail', token);
    if (await scope.em.count(User, { email: address, id: { $ne: user.id } }))
      throw new DomainError('conflict', 'accounts.error.emailTaken');
    await scope.em.nativeUpdate(Identity, { user: user.id, kind: 'password' }, { subject: address });
    user.email = address;
    user.emailVerifiedAt = scope.now();
    scope.afterCommit(() => audit(scope, { action: 'email.changed', target: { type: 'user', id: user.id } }));
  });
}
