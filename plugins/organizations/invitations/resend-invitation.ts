import { LockMode } from '@mikro-orm/core';
import { audit } from '#src/audit/audit.ts';
import { DomainError, notFound } from '#src/errors.ts';
import { hashToken, newToken } from '#src/keys/tokens.ts';
import type { Scope } from '#src/scope/scope.ts';
import { Invitation } from './invitation.entity.ts';
import { sendInvitation } from './invitation-mail.ts';
import { invitationState } from './invitation-state.ts';
import { inDays, refuseTerms, usualDays } from './new-invitation.ts';

/**
 * Sends a mailed invitation again with a new token, good for 14 days more; the old mail's link is worth nothing then. Throws
 * DomainError `notFound`, `conflict` for one that is used or revoked, `forbidden` for roles that are not the actor's to give.
 */
export async function resendInvitation(scope: Scope, invitationId: string): Promise<void> {
  await scope.transaction(async (inside) => {
    const wanted = { id: invitationId, email: { $ne: null } };
    const invitation = await inside.em.findOne(Invitation, wanted, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!invitation) throw notFound('invitation');
    refuseTerms(inside, { roles: invitation.roles, days: usualDays });
    if (['used', 'revoked'].includes(invitationState(invitation, inside.now())))
      throw new DomainError('conflict', 'organizations.error.invitationClosed');
    const token = newToken('in');
    invitation.tokenHash = hashToken(token);
    invitation.expiresAt = inDays(inside, usualDays);
    await sendInvitation(inside, invitation, token);
    inside.afterCommit(() =>
      audit(inside, { action: 'invitation.resent', target: { type: 'invitation', id: invitation.id } }),
    );
    await inside.em.flush();
  });
}
