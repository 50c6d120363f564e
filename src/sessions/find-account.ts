import { DomainError } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';

export interface Account {
  readonly id: string;
  readonly userId: string;
  readonly passwordHash: string | null;
  readonly suspendedAt: string | null;
  readonly emailVerifiedAt: string | null;
  readonly awaitingApprovalSince: string | null;
}

/** A row, because making entities of it would take a millisecond that an address without an account does not take. */
export async function findAccount({ em, organization }: Scope, email: string): Promise<Account | null> {
  const [row] = await em.execute<Account[]>(
    `select i.id, i.user_id as "userId", i.password_hash as "passwordHash", u.suspended_at as "suspendedAt",
       u.email_verified_at as "emailVerifiedAt", u.awaiting_approval_since as "awaitingApprovalSince"
     from identity i join "user" u on u.organization_id = i.organization_id and u.id = i.user_id
     where i.organization_id = ? and i.kind = 'password' and i.provider = '' and i.subject = ?`,
    [organization.id, email],
  );
  return row ?? null;
}

/** Why its owner, who has given the right password, does not get in yet; null when they do. */
export function waitingFor({ emailVerifiedAt, awaitingApprovalSince }: Account): DomainError | null {
  if (!emailVerifiedAt) return new DomainError('forbidden', 'kernel.error.notVerified');
  return awaitingApprovalSince ? new DomainError('forbidden', 'kernel.error.awaitingApproval') : null;
}
