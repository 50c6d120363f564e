import { audit } from '#src/audit/audit.ts';
import { sendMail } from '#src/mail/send-mail.ts';
import { ApiToken } from '#src/people/api-token.entity.ts';
import { refuseLastOwner } from '#src/people/refuse-last-owner.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { endEverySession } from '#src/sessions/end-every-session.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';
import { askerOf } from '../asker.ts';
import { deletionRequestedMail } from '../mails.ts';
import { confirmPassword } from './confirm-password.ts';

/** Days in which signing in again keeps the account. */
export const daysToThinkAgain = 14;

/**
 * Asks for the actor's account to be deleted: they are signed out everywhere, and their tokens are taken back. `steps` work.
 * Throws DomainError `invalid` for a wrong password, `conflict` for the last owner, and LimitExceeded.
 */
export async function requestDeletion(scope: Scope, password: string | undefined): Promise<void> {
  const id = signedInUser(scope);
  await confirmPassword(scope, password);
  await scope.transaction(async (scope) => {
    const user = await scope.em.findOneOrFail(User, id);
    await refuseLastOwner(scope, user);
    user.deletionRequestedAt = scope.now();
    await endEverySession(scope, id);
    await scope.em.nativeUpdate(ApiToken, { user: id, revokedAt: null }, { revokedAt: scope.now() });
    scope.afterCommit(() => audit(scope, { action: 'user.deletionRequested', target: { type: 'user', id } }));
    if (!user.email) return;
    await sendMail(scope, deletionRequestedMail, {
      to: { address: user.email, name: user.name },
      recipientId: id,
      data: {
        organization: scope.organization.name,
        name: user.name,
        asker: askerOf(scope),
        days: daysToThinkAgain,
        link: scope.url(`/o/${scope.organization.slug}/auth/login`),
      },
    });
  });
}
