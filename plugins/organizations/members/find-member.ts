import { LockMode } from '@mikro-orm/core';
import { DomainError, notFound } from '#src/errors.ts';
import { User } from '#src/people/user.entity.ts';
import type { Actor } from '#src/scope/actor.ts';
import type { Scope } from '#src/scope/scope.ts';
import { givableRoles } from './givable-roles.ts';

/** Whether the actor may change somebody who has these roles. */
export const mayChange = (actor: Actor, { roles }: Pick<User, 'roles'>) =>
  givableRoles(actor).length > 0 && roles.every((role) => role !== 'owner' || givableRoles(actor).includes(role));

/** The member, locked until the transaction ends. Throws DomainError `notFound`, or `forbidden` where an owner is only an owner's to change. */
export async function findMemberToChange(scope: Scope, memberId: string): Promise<User> {
  const options = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const member = await scope.em.findOne(User, { id: memberId, erasedAt: null }, options);
  if (!member) throw notFound('member');
  if (!mayChange(scope.actor, member)) throw new DomainError('forbidden', 'organizations.error.ownersOnly');
  return member;
}

export const isActor = ({ actor }: Scope, { id }: Pick<User, 'id'>) => actor.kind === 'user' && actor.id === id;
