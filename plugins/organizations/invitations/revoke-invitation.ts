import { audit } from '#src/audit/audit.ts';
import { notFound } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { Invitation } from './invitation.entity.ts';
import { openAt } from './invitation-state.ts';

/** Makes an invitation worth nothing from now on; who came by it stays. Throws DomainError `notFound`, also for one that is not open. */
export async function revokeInvitation(scope: Scope, invitationId: string): Promise<void> {
  await scope.transaction(async (inside) => {
    const open = { id: invitationId, ...openAt(inside.now()) };
    const revoked = await inside.em.nativeUpdate(Invitation, open, { revokedAt: inside.now() });
    if (revoked === 0) throw notFound('invitation');
    inside.afterCommit(() =>
      audit(inside, { action: 'invitation.revoked', target: { type: 'invitation', id: invitationId } }),
    );
  });
}

/** Revokes all that somebody invited to who may not invite any more, in the open transaction. */
export async function revokeInvitationsOf(scope: Scope, userId: string): Promise<void> {
  const now = scope.now();
  await scope.em.nativeUpdate(Invitation, { invitedBy: userId, ...openAt(now) }, { revokedAt: now });
}
