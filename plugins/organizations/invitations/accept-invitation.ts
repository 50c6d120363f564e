import { LockMode } from '@mikro-orm/core';
import { audit } from '#src/audit/audit.ts';
import { DomainError } from '#src/errors.ts';
import { organizationRoles, User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';
import { findOpenInvitation } from './find-invitation.ts';
import type { Invitation } from './invitation.entity.ts';

/**
 * Gives the actor, who is a member already, the roles of an invitation beside their own; whoever has them all uses nothing up.
 * Throws DomainError `notFound`, `gone`, and `forbidden` for a mail that went to somebody else.
 */
export async function acceptInvitation(scope: Scope, token: string): Promise<void> {
  const id = signedInUser(scope);
  await scope.transaction(async (inside) => {
    const invitation = await findOpenInvitation(inside, token);
    const member = await inside.em.findOneOrFail(User, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (invitation.email !== null && invitation.email !== member.email)
      throw new DomainError('forbidden', 'organizations.error.invitation.somebodyElse');
    const before = member.roles;
    const after = organizationRoles.filter((role) => before.includes(role) || invitation.roles.includes(role));
    if (after.length === before.length) return;
    member.roles = after;
    useInvitation(inside, invitation, member);
    await inside.em.flush();
  });
}

/** Takes one place of an open invitation, in the open transaction. */
export function useInvitation(scope: Scope, invitation: Invitation, member: User) {
  invitation.usesLeft -= 1;
  invitation.acceptedAt = scope.now();
  invitation.acceptedBy = member as never;
  scope.afterCommit(() =>
    audit(scope, {
      action: 'invitation.accepted',
      target: { type: 'user', id: member.id },
      payload: { invitation: invitation.id, roles: invitation.roles },
    }),
  );
}
