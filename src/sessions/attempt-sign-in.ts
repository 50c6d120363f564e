import { audit, type Act } from '#src/audit/audit.ts';
import { DomainError } from '#src/errors.ts';
import { LimitExceeded } from '#src/limits/limit-exceeded.ts';
import type { Limits } from '#src/limits/limits.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import { accountKey } from './account-key.ts';
import { signInPerAccount, signInPerAddress } from './sign-in-limits.ts';
import { addressPrefix, oneAddress, type Visit } from './visit.ts';

/** What came of looking: who is in now, or whose account refused (null when there is none). */
export type Outcome<T> = { readonly signedIn: T } | { readonly refusedBy: Act['target'] | null };

interface Attempt {
  /** Names the account among all: where it is and its address. */
  readonly account: string;
  readonly visit: Visit;
}

/**
 * Lets an attempt to sign in happen within its limits. Only failures count. Throws LimitExceeded, or DomainError
 * `unauthenticated` with the same key whatever was wrong; the failure stays in the audit.
 */
export async function attemptSignIn<T>(
  scope: Scope | InstallationScope,
  { account, visit }: Attempt,
  look: () => Promise<Outcome<T>>,
): Promise<T> {
  const { limits } = scope;
  const key = `${accountKey(account)}:${addressPrefix(visit.ip)}`;
  await refuseSpentAddress(limits, visit);
  const outcome = await counted(limits, key, look);
  if ('signedIn' in outcome) {
    await limits.reset(signInPerAccount, key);
    return outcome.signedIn;
  }
  await audit(scope, {
    action: 'session.refused',
    ...(outcome.refusedBy ? { target: outcome.refusedBy } : {}),
    payload: { addressPrefix: addressPrefix(visit.ip) },
  });
  await limits.consume(signInPerAddress, oneAddress(visit.ip));
  throw new DomainError('unauthenticated', 'kernel.error.signIn');
}

/** Looks without taking: a lecture hall that signs in at once is not a hundred failures under way. */
async function refuseSpentAddress(limits: Limits, visit: Visit) {
  const allowance = await limits.peek(signInPerAddress, oneAddress(visit.ip));
  if (allowance.remaining === 0) throw new LimitExceeded(signInPerAddress.name, allowance);
}

/** Takes before looking, so that a hundred guesses at once are not all looked at; what could not be looked at is given back. */
async function counted<T>(limits: Limits, key: string, look: () => Promise<T>) {
  await limits.consume(signInPerAccount, key);
  try {
    return await look();
  } catch (error) {
    await limits.refund(signInPerAccount, key);
    throw error;
  }
}
