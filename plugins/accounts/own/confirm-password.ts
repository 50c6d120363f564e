import { invalid } from '#src/errors.ts';
import { verifyPassword } from '#src/keys/password.ts';
import { Identity } from '#src/people/identity.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { authPerAccount } from '#src/sessions/sign-in-limits.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';

/**
 * Makes sure that who acts is the owner and not somebody at their open computer. Somebody who signs in without a password has
 * none to be asked for. `steps` work. Throws DomainError `invalid` for the field `password`, and LimitExceeded.
 */
export async function confirmPassword(scope: Scope, password: string | undefined): Promise<void> {
  const user = signedInUser(scope);
  const identity = await scope.transaction(({ em }) => em.findOne(Identity, { user, kind: 'password' }), {
    readOnly: true,
  });
  if (!identity?.passwordHash) return;
  const key = `password:${user}`;
  await scope.limits.consume(authPerAccount, key);
  if (!(await verifyPassword(password ?? '', identity.passwordHash)))
    throw invalid({ field: 'password', key: 'accounts.error.password.wrong' });
  await scope.limits.reset(authPerAccount, key);
}
