import { DomainError, invalid } from '#src/errors.ts';
import { hashToken, newToken } from '#src/keys/tokens.ts';
import { User, type OrganizationRole } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { givableRoles } from '../members/givable-roles.ts';
import { Invitation } from './invitation.entity.ts';

export interface InvitationTerms {
  readonly roles: readonly OrganizationRole[];
  readonly days: number;
}

const dayMs = 86_400_000;
export const longestDays = 90;
export const usualDays = 14;

/** The row of an invitation, in the open transaction, and its token, which nobody can read again. */
export function newInvitation(scope: Scope, terms: InvitationTerms, whom: { email: string | null; uses: number }) {
  const { actor, em } = scope;
  const token = newToken('in');
  const invitation = em.create(Invitation, {
    ...whom,
    usesLeft: whom.uses,
    tokenHash: hashToken(token),
    roles: [...terms.roles],
    expiresAt: inDays(scope, terms.days),
    invitedBy: actor.kind === 'user' ? em.getReference(User, actor.id) : null,
  } as never);
  return { invitation, token };
}

export const inDays = (scope: Scope, days: number) => new Date(scope.now().getTime() + days * dayMs);

/** The address that leads to an invitation, whoever opens it and wherever. */
export const invitationUrl = (scope: Scope, token: string) =>
  scope.url(`/o/${scope.organization.slug}/invitations/${token}`);

/** Throws DomainError `invalid` without roles, `forbidden` for a role that the actor may not give. */
export function refuseTerms({ actor }: Scope, { roles, days }: InvitationTerms) {
  if (roles.length === 0) throw invalid({ field: 'roles', key: 'organizations.error.noRole' });
  if (!(days >= 1 && days <= longestDays))
    throw invalid({ field: 'days', key: 'organizations.error.days', parameters: { most: longestDays } });
  const givable = givableRoles(actor);
  if (!roles.every((role) => givable.includes(role)))
    throw new DomainError('forbidden', 'organizations.error.ownersOnly');
}
