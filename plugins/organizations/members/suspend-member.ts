import { audit } from '#src/audit/audit.ts';
import { DomainError } from '#src/errors.ts';
import { refuseLastOwner } from '#src/people/refuse-last-owner.ts';
import type { Scope } from '#src/scope/scope.ts';
import { endEverySession } from '#src/sessions/end-every-session.ts';
import { revokeInvitationsOf } from '../invitations/revoke-invitation.ts';
import { findMemberToChange, isActor } from './find-member.ts';

/**
 * Shuts a member out at once: their sessions end, their tokens are worth nothing and what they invited to is revoked. Throws
 * DomainError `notFound`, `forbidden` for an owner, `conflict` for the last owner and for oneself.
 */
export async function suspendMember(scope: Scope, memberId: string): Promise<void> {
  await scope.transaction(async (inside) => {
    const member = await findMemberToChange(inside, memberId);
    if (isActor(inside, member)) throw new DomainError('conflict', 'organizations.error.suspendYourself');
    if (member.suspendedAt) return;
    await refuseLastOwner(inside, member);
    member.suspendedAt = inside.now();
    await inside.em.flush();
    await endEverySession(inside, member.id);
    await revokeInvitationsOf(inside, member.id);
    inside.afterCommit(() => audit(inside, { action: 'member.suspended', target: { type: 'user', id: member.id } }));
  });
}

/** Lets a suspended member in again; they sign in anew. Throws DomainError `notFound`, `forbidden` for an owner. */
export async function reactivateMember(scope: Scope, memberId: string): Promise<void> {
  await scope.transaction(async (inside) => {
    const member = await findMemberToChange(inside, memberId);
    if (!member.suspendedAt) return;
    member.suspendedAt = null;
    inside.afterCommit(() => audit(inside, { action: 'member.reactivated', target: { type: 'user', id: member.id } }));
    await inside.em.flush();
  });
}
