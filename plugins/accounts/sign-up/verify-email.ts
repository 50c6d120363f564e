import { audit } from '#src/audit/audit.ts';
import { DomainError, invalid } from '#src/errors.ts';
import { Identity } from '#src/people/identity.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { checkPassword } from '#src/sessions/check-password.ts';
import { authPerAccount } from '#src/sessions/sign-in-limits.ts';
import { findMailedToken, takeMailedToken } from '../mailed-tokens.ts';

interface Verified {
  readonly email: string;
  readonly isApprovalNeeded: boolean;
}

/**
 * Confirms the address that a link was mailed to, for whoever also knows the password of that sign-up: else somebody who signs
 * up with the address of another would be let in by their click. `steps` work. Throws DomainError `gone` for a link that is
 * not good any more, `invalid` for a wrong password, and LimitExceeded.
 */
export async function verifyEmail(scope: Scope, token: string, password: string): Promise<Verified> {
  const account = await scope.transaction((inside) => signedUp(inside, token), { readOnly: true });
  const key = `verify-password:${account.userId}`;
  await scope.limits.consume(authPerAccount, key);
  if (!(await checkPassword(password, account)))
    throw invalid({ field: 'password', key: 'accounts.error.password.other' });
  await scope.limits.reset(authPerAccount, key);
  return scope.transaction(async (inside) => {
    // Signing up once more would have made the link worthless, so the password is still the one that was checked.
    const { user, address } = await takeMailedToken(inside, 'verifyEmail', token);
    if (user.email !== address) throw new DomainError('gone', 'accounts.error.link');
    user.emailVerifiedAt = inside.now();
    inside.afterCommit(() => audit(inside, { action: 'email.verified', target: { type: 'user', id: user.id } }));
    return { email: address, isApprovalNeeded: Boolean(user.awaitingApprovalSince) };
  });
}

async function signedUp(scope: Scope, token: string) {
  const { user } = await findMailedToken(scope, 'verifyEmail', token);
  const identity = await scope.em.findOne(Identity, { user: user.id, kind: 'password' });
  if (!identity) throw new DomainError('gone', 'accounts.error.link');
  return { userId: user.id, passwordHash: identity.passwordHash ?? null };
}
