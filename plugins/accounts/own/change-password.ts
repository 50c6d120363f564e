import { audit } from '#src/audit/audit.ts';
import { DomainError } from '#src/errors.ts';
import { hashPassword } from '#src/keys/password.ts';
import { Identity } from '#src/people/identity.entity.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { endEverySession } from '#src/sessions/end-every-session.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';
import { endMailedTokens } from '../mailed-tokens.ts';
import { refuseWeakPassword } from '../password-rules.ts';
import { confirmPassword } from './confirm-password.ts';
import { tellPasswordChanged } from './tell-password-changed.ts';

export interface NewPasswordForm {
  /** The present one. */
  readonly password: string;
  readonly newPassword: string;
}

/**
 * Gives the actor another password, and ends all their sessions but the one that asks. `steps` work. Throws DomainError
 * `invalid` by field, `conflict` for somebody who signs in without a password, and LimitExceeded.
 */
export async function changePassword(scope: Scope, form: NewPasswordForm, sessionId: string): Promise<void> {
  const id = signedInUser(scope);
  await confirmPassword(scope, form.password);
  const owner = await scope.transaction(({ em }) => em.findOneOrFail(User, id), { readOnly: true });
  refuseWeakPassword(form.newPassword, { name: owner.name, email: owner.email ?? null }, 'newPassword');
  const passwordHash = await hashPassword(form.newPassword);
  await scope.transaction(async (scope) => {
    const changed = await scope.em.nativeUpdate(Identity, { user: id, kind: 'password' }, { passwordHash });
    if (changed === 0) throw new DomainError('conflict', 'accounts.error.noPassword');
    await endMailedTokens(scope, { user: id, purpose: 'resetPassword' });
    await endEverySession(scope, id, sessionId);
    await tellPasswordChanged(scope, await scope.em.findOneOrFail(User, id));
    scope.afterCommit(() => audit(scope, { action: 'password.changed', target: { type: 'user', id } }));
  });
}
