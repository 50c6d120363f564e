import { audit } from '#src/audit/audit.ts';
import { DomainError } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { takeMailedToken } from '../mailed-tokens.ts';

/** Confirms the address that a link was mailed to. Throws DomainError `gone` for a link that is not good any more. */
export async function verifyEmail(scope: Scope, token: string): Promise<{ readonly isApprovalNeeded: boolean }> {
  return scope.transaction(async (scope) => {
    const { user, address } = await takeMailedToken(scope, 'verifyEmail', token);
    if (user.email !== address) throw new DomainError('gone', 'accounts.error.link');
    user.emailVerifiedAt = scope.now();
    scope.afterCommit(() => audit(scope, { action: 'email.verified', target: { type: 'user', id: user.id } }));
    return { isApprovalNeeded: Boolean(user.awaitingApprovalSince) };
  });
}
