import { LockMode } from '@mikro-orm/postgresql';
import { audit } from '#src/audit/audit.ts';
import { Identity } from '#src/people/identity.entity.ts';
import type { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { attemptSignIn, type Outcome } from './attempt-sign-in.ts';
import { accountName, checkPassword } from './check-password.ts';
import { findAccount, waitingFor, type Account } from './find-account.ts';
import { SecondFactor } from './second-factor/second-factor.entity.ts';
import { makeChallenge, type Challenged } from './sign-in-challenge.ts';
import { startSession, type StartedSession } from './start-session.ts';
import type { Visit } from './visit.ts';

export interface SignInForm {
  readonly email: string;
  readonly password: string;
}

export interface SignedIn extends StartedSession {
  readonly kind: 'signedIn';
  readonly user: User;
}

/**
 * Signs a person of the Scope's organization in with a password; whoever has a second factor, or wanted their account
 * deleted, gets a challenge instead of a session. `steps` work: hashing takes long, so no transaction may be open. Throws
 * DomainError `unauthenticated`, the same for an unknown address, a wrong password and a suspended person; `forbidden`, after
 * the right password only, for an account that waits for something; and LimitExceeded.
 */
export async function signIn(scope: Scope, form: SignInForm, visit: Visit): Promise<SignedIn | Challenged> {
  const email = accountName(form.email);
  const attempt = { account: `${scope.organization.id}:${email}`, visit };
  return attemptSignIn(scope, attempt, async (): Promise<Outcome<SignedIn | Challenged>> => {
    const account = await scope.transaction((scope) => findAccount(scope, email), { readOnly: true });
    const right = await checkPassword(form.password, account);
    if (account && right) await refuseWaiting(scope, account);
    const signedIn = account && right && (await open(scope, account, right.rehashed, visit));
    return signedIn ? { signedIn } : { refusedBy: account && { type: 'user', id: account.userId } };
  });
}

async function refuseWaiting(scope: Scope, account: Account) {
  const refusal = waitingFor(account);
  if (!refusal) return;
  const target = { type: 'user', id: account.userId };
  await audit(scope, { action: 'session.refused', target, payload: { because: refusal.key } });
  throw refusal;
}

/** Null when the password was changed or the person suspended while it was hashed: whoever did so has ended the sessions already. */
async function open(scope: Scope, checked: Account, rehashed: string | null, visit: Visit) {
  const { id, passwordHash } = checked;
  return scope.transaction(async (scope): Promise<SignedIn | Challenged | null> => {
    const still = await scope.em.findOne(
      Identity,
      { id, passwordHash, user: { suspendedAt: null } },
      { lockMode: LockMode.PESSIMISTIC_WRITE, populate: ['user'] },
    );
    if (!still) return null;
    if (rehashed) still.passwordHash = rehashed;
    const isCodeNeeded = await scope.em.count(SecondFactor, { user: checked.userId, confirmedAt: { $ne: null } });
    return isCodeNeeded ? challenge(scope, still, visit, 'code') : enter(scope, still, visit);
  });
}

/** The last step, in the open transaction: a session, or the question whether an account that is to be deleted shall stay. */
export async function enter(scope: Scope, identity: Identity, visit: Visit): Promise<SignedIn | Challenged> {
  const { user } = identity;
  if (user.deletionRequestedAt) return challenge(scope, identity, visit, 'keep');
  identity.lastUsedAt = scope.now();
  return { kind: 'signedIn', ...(await startSession(scope, user, visit)), user };
}

const challenge = (scope: Scope, { user, passwordHash }: Identity, visit: Visit, step: Challenged['step']) =>
  makeChallenge(doorOf(scope, visit), { step, personId: user.id, passwordHash: passwordHash ?? null });

export const doorOf = (scope: Scope, visit: Visit) => ({
  keys: scope.keys,
  place: scope.organization.id,
  visit,
  now: scope.now(),
});
