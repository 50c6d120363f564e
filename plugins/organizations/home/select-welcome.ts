import type { Scope } from '#src/scope/scope.ts';

export interface Welcome {
  readonly canSignUp: boolean;
  readonly emailDomain: string | null;
}

/** Who may sign up here by themselves, in one statement. */
export async function selectWelcome({ em, organization }: Scope): Promise<Welcome> {
  const [row] = await em.execute<{ isOpen: boolean; emailDomain: string | null }[]>(
    'select allow_public_join as "isOpen", email_domain as "emailDomain" from organization where id = ?',
    [organization.id],
  );
  const { isOpen = false, emailDomain = null } = row ?? {};
  return { canSignUp: isOpen || emailDomain !== null, emailDomain: isOpen ? null : emailDomain };
}
