import { audit } from '#src/audit/audit.ts';
import { DomainError, invalid } from '#src/errors.ts';
import { refuseLastOwner } from '#src/people/refuse-last-owner.ts';
import { organizationRoles, type OrganizationRole, type User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { revokeInvitationsOf } from '../invitations/revoke-invitation.ts';
import { findMemberToChange, isActor } from './find-member.ts';
import { givableRoles } from './givable-roles.ts';

export interface RolesForm {
  readonly roles: readonly OrganizationRole[];
  /** Needed of somebody who takes away the role by which they are here. */
  readonly confirm?: boolean | undefined;
}

/**
 * Gives a member exactly these roles; they count at the member's next request. Throws DomainError `notFound`, `forbidden` for an
 * owner changed or made by anybody but an owner, `conflict` for the last owner, `invalid` where a confirmation is missing.
 */
export async function setRoles(scope: Scope, memberId: string, form: RolesForm): Promise<User> {
  return scope.transaction(async (inside) => {
    const member = await findMemberToChange(inside, memberId);
    const before = member.roles;
    const after = organizationRoles.filter((role) => form.roles.includes(role));
    refuseUngivable(inside, before, after);
    if (!after.includes('owner')) await refuseLastOwner(inside, member);
    if (losesOwnWay(inside, member, after) && !form.confirm)
      throw invalid({ field: 'confirm', key: 'organizations.error.confirmOwnRoles' });
    if (isSame(before, after)) return member;
    member.roles = after;
    if (!canInvite(after)) await revokeInvitationsOf(inside, member.id);
    inside.afterCommit(() =>
      audit(inside, {
        action: 'member.rolesChanged',
        target: { type: 'user', id: member.id },
        payload: { before, after },
      }),
    );
    await inside.em.flush();
    return member;
  });
}

function refuseUngivable({ actor }: Scope, before: readonly OrganizationRole[], after: readonly OrganizationRole[]) {
  const givable = givableRoles(actor);
  const changed = organizationRoles.filter((role) => before.includes(role) !== after.includes(role));
  if (!changed.every((role) => givable.includes(role)))
    throw new DomainError('forbidden', 'organizations.error.ownersOnly');
}

const canInvite = (roles: readonly OrganizationRole[]) => roles.includes('owner') || roles.includes('admin');

const losesOwnWay = (scope: Scope, member: User, after: readonly OrganizationRole[]) =>
  isActor(scope, member) &&
  (['owner', 'admin'] as const).some((role) => member.roles.includes(role) && !after.includes(role));

const isSame = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((role) => other.includes(role));
