import { audit } from '#src/audit/audit.ts';
import { DomainError } from '#src/errors.ts';
import { hashPassword } from '#src/keys/password.ts';
import { hashToken } from '#src/keys/tokens.ts';
import { Identity } from '#src/people/identity.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { endEverySession } from '#src/sessions/end-every-session.ts';
import { authPerAccount } from '#src/sessions/sign-in-limits.ts';
import { endMailedTokens, takeMailedToken } from '../mailed-tokens.ts';
import { MailedToken } from '../mailed-token.entity.ts';
import { tellPasswordChanged } from '../own/tell-password-changed.ts';
import { refuseWeakPassword } from '../password-rules.ts';

/**
 * Gives the person whom a link was mailed to a new password and ends all their sessions; it signs nobody in, because a second
 * factor is still asked for. `steps` work. Throws DomainError `gone` for a link that is not good any more, `invalid` for a
 * weak password, which leaves the link as it is, and LimitExceeded.
 */
export async function resetPassword(scope: Scope, token: string, password: string): Promise<void> {
  await scope.limits.consume(authPerAccount, `reset:${hashToken(token)}`);
  refuseWeakPassword(password, await ownerOf(scope, token));
  const passwordHash = await hashPassword(password);
  await scope.transaction(async (scope) => {
    const { user, address } = await takeMailedToken(scope, 'resetPassword', token);
    const identity = await scope.em.findOne(Identity, { user: user.id, kind: 'password' });
    if (!identity || user.email !== address) throw new DomainError('gone', 'accounts.error.link');
    identity.passwordHash = passwordHash;
    // Whoever read the mail has the address.
    user.emailVerifiedAt ??= scope.now();
    await endMailedTokens(scope, { user: user.id });
    await endEverySession(scope, user.id);
    await tellPasswordChanged(scope, user);
    scope.afterCommit(() => audit(scope, { action: 'password.reset', target: { type: 'user', id: user.id } }));
  });
}

const ownerOf = (scope: Scope, token: string) =>
  scope.transaction(
    async ({ em }) => {
      const found = await em.findOne(MailedToken, { tokenHash: hashToken(token) }, { populate: ['user'] });
      return { name: found?.user.name ?? '', email: found?.user.email ?? null };
    },
    { readOnly: true },
  );
