import { LockMode } from '@mikro-orm/core';
import { DomainError, notFound } from '#src/errors.ts';
import { hashToken } from '#src/keys/tokens.ts';
import type { Scope } from '#src/scope/scope.ts';
import { Invitation } from './invitation.entity.ts';
import { invitationState } from './invitation-state.ts';

const shape = /^in_[\w-]{43}$/;

/** The invitation of a token in the Scope's organization, in whatever state; null for a token that is none here. */
export const findOptionalInvitation = async ({ em }: Scope, token: string): Promise<Invitation | null> =>
  shape.test(token) ? em.findOne(Invitation, { tokenHash: hashToken(token) }) : null;

/**
 * The open invitation of a token, locked, so that two who come at once do not both take its last place. Throws DomainError
 * `notFound`, or `gone` with a sentence for one that is used, expired or revoked.
 */
export async function findOpenInvitation(scope: Scope, token: string): Promise<Invitation> {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const found = shape.test(token) ? scope.em.findOne(Invitation, { tokenHash: hashToken(token) }, lock) : null;
  return refuseClosed(scope, await found);
}

/** Throws DomainError `notFound` for none, `gone` for one that is used, expired or revoked. */
export function refuseClosed(scope: Scope, invitation: Invitation | null): Invitation {
  if (!invitation) throw notFound('invitation');
  const state = invitationState(invitation, scope.now());
  if (state !== 'open') throw new DomainError('gone', `organizations.error.invitation.${state}`);
  return invitation;
}
