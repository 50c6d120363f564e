import { LockMode } from '@mikro-orm/core';
import { DomainError } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { Organization } from './organization.entity.ts';
import { User } from './user.entity.ts';

const isIn = { suspendedAt: null, awaitingApprovalSince: null, erasedAt: null };

/**
 * To be called before an owner loses the role, the way in or the account, in the transaction that does it: of two owners who
 * leave at once the second waits for the first here. Throws DomainError `conflict` for the last one who can still come in.
 */
export async function refuseLastOwner({ em, organization }: Scope, member: User): Promise<void> {
  if (!member.roles.includes('owner') || member.suspendedAt) return;
  await em.findOneOrFail(Organization, { id: organization.id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const others = await em.count(User, { ...isIn, id: { $ne: member.id }, roles: { $contains: ['owner'] } });
  if (others === 0) throw new DomainError('conflict', 'kernel.error.lastOwner');
}
