import type { Invitation } from './invitation.entity.ts';

export const invitationStates = ['open', 'used', 'expired', 'revoked'] as const;
export type InvitationState = (typeof invitationStates)[number];

export function invitationState(
  { revokedAt, usesLeft, expiresAt }: Pick<Invitation, 'revokedAt' | 'usesLeft' | 'expiresAt'>,
  now: Date,
): InvitationState {
  if (revokedAt) return 'revoked';
  if (usesLeft === 0) return 'used';
  return expiresAt <= now ? 'expired' : 'open';
}

/** The same in SQL, for lists. */
export const stateOfInvitation = (table: string) =>
  `case when ${table}.revoked_at is not null then 'revoked' when ${table}.uses_left = 0 then 'used' when ${table}.expires_at <= now() then 'expired' else 'open' end`;

/** What is neither revoked, used up nor over, in a query of MikroORM. */
export const openAt = (now: Date) => ({ revokedAt: null, usesLeft: { $gt: 0 }, expiresAt: { $gt: now } });
