import { hashPassword, needsRehash, verifyPassword } from '#src/keys/password.ts';

interface Account {
  readonly passwordHash: string | null;
  readonly suspendedAt?: Date | string | null | undefined;
}

/**
 * Whether the password opens the account, null standing for one that is not there; null when not. `rehashed` is what to store from now on when the stored hash was made
 * with other parameters than today's. Takes the same time for every refusal; not to be called in a transaction.
 */
export async function checkPassword(
  password: string,
  account: Account | null,
): Promise<{ readonly rehashed: string | null } | null> {
  const stored = account?.passwordHash ?? null;
  const isRight = await verifyPassword(password, stored);
  if (!isRight || stored === null || account?.suspendedAt) return null;
  return { rehashed: needsRehash(stored) ? await hashPassword(password) : null };
}

/** An e-mail address as accounts are found by it. PostgreSQL has no NUL in its texts and would fail. */
export const accountName = (email: string) => email.trim().toLowerCase().replaceAll('\0', '');
