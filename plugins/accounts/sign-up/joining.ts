import { DomainError, invalid } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';

export interface Joining {
  /** Whether everybody may sign up. */
  readonly isOpen: boolean;
  /** Otherwise those whose addresses end in it. */
  readonly emailDomain: string | null;
  /** Whether somebody has to say yes first. */
  readonly needsApproval: boolean;
}

/** Who may sign up in the Scope's organization by themselves; null: nobody. */
export async function joiningOf({ em, organization }: Scope): Promise<Joining | null> {
  const [row] = await em.execute<{ domain: string | null; open: boolean; approval: boolean }[]>(
    `select email_domain as domain, allow_public_join as open, require_approval as approval from organization where id = ?`,
    [organization.id],
  );
  const { domain = null, open = false, approval = true } = row ?? {};
  const isOpen = organization.isHome || open;
  return isOpen || domain ? { isOpen, emailDomain: domain, needsApproval: approval && !organization.isHome } : null;
}

/** For `allow`: the rules, or DomainError `forbidden`, since that an organization exists is no secret. */
export async function whereOneMayJoin(scope: Scope): Promise<Joining> {
  const joining = await joiningOf(scope);
  if (!joining) throw new DomainError('forbidden', 'accounts.error.closed');
  return joining;
}

/** Throws DomainError `invalid` for an address that does not belong to the organization, where that is what is asked for. */
export function refuseForeignAddress({ isOpen, emailDomain }: Joining, email: string) {
  if (isOpen || email.endsWith(`@${emailDomain}`)) return;
  throw invalid({ field: 'email', key: 'accounts.error.domain', parameters: { domain: emailDomain ?? '' } });
}
