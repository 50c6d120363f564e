import { LockMode } from '@mikro-orm/postgresql';
import { Identity } from '#src/people/identity.entity.ts';
import type { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { attemptSignIn, type Outcome } from './attempt-sign-in.ts';
import { accountName, checkPassword } from './check-password.ts';
import { startSession, type StartedSession } from './start-session.ts';
import type { Visit } from './visit.ts';

export interface SignInForm {
  readonly email: string;
  readonly password: string;
}

export interface SignedIn extends StartedSession {
  readonly user: User;
}

/**
 * Signs a person of the Scope's organization in with a password. `steps` work: hashing takes long, so no transaction may be
 * open. Throws DomainError `unauthenticated`, the same for an unknown address, a wrong password and a suspended person, and
 * LimitExceeded.
 */
export async function signIn(scope: Scope, form: SignInForm, visit: Visit): Promise<SignedIn> {
  const email = accountName(form.email);
  const attempt = { account: `${scope.organization.id}:${email}`, visit };
  return attemptSignIn(scope, attempt, async (): Promise<Outcome<SignedIn>> => {
    const account = await scope.transaction((scope) => findAccount(scope, email), { readOnly: true });
    const right = await checkPassword(form.password, account);
    const signedIn = account && right && (await open(scope, account, right.rehashed, visit));
    return signedIn ? { signedIn } : { refusedBy: account && { type: 'user', id: account.userId } };
  });
}

interface Account {
  readonly id: string;
  readonly userId: string;
  readonly passwordHash: string | null;
  readonly suspendedAt: string | null;
}

/** A row, because making entities of it would take a millisecond that an address without an account does not take. */
async function findAccount({ em, organization }: Scope, email: string): Promise<Account | null> {
  const [row] = await em.execute<Account[]>(
    `select i.id, i.user_id as "userId", i.password_hash as "passwordHash", u.suspended_at as "suspendedAt"
     from identity i join "user" u on u.organization_id = i.organization_id and u.id = i.user_id
     where i.organization_id = ? and i.kind = 'password' and i.provider = '' and i.subject = ?`,
    [organization.id, email],
  );
  return row ?? null;
}

/** Null when the password was changed or the person suspended while it was hashed: whoever did so has ended the sessions already. */
async function open(scope: Scope, checked: Account, rehashed: string | null, visit: Visit) {
  const { id, passwordHash } = checked;
  return scope.transaction(async (scope): Promise<SignedIn | null> => {
    const still = await scope.em.findOne(
      Identity,
      { id, passwordHash, user: { suspendedAt: null } },
      { lockMode: LockMode.PESSIMISTIC_WRITE, populate: ['user'] },
    );
    if (!still) return null;
    still.lastUsedAt = scope.now();
    if (rehashed) still.passwordHash = rehashed;
    return { ...(await startSession(scope, still.user, visit)), user: still.user };
  });
}
