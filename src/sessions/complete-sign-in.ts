import { LockMode } from '@mikro-orm/postgresql';
import { audit } from '#src/audit/audit.ts';
import { DomainError } from '#src/errors.ts';
import { Identity } from '#src/people/identity.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { acceptCode } from './second-factor/accept-code.ts';
import { SecondFactor } from './second-factor/second-factor.entity.ts';
import { openChallenge, tooLate, type Challenged, type Step } from './sign-in-challenge.ts';
import { authPerAccount } from './sign-in-limits.ts';
import { doorOf, enter, type SignedIn } from './sign-in.ts';
import type { Visit } from './visit.ts';

export interface CodeForm {
  /** What `signIn` answered. */
  readonly challenge: string;
  /** From the app, or a recovery code. */
  readonly code: string;
}

/**
 * Goes on after the password with a code. `steps` work. Throws DomainError `unauthenticated` for a wrong code or one that
 * was used before, `gone` for a challenge of another visit or after ten minutes, and LimitExceeded.
 */
export async function completeSignIn(scope: Scope, form: CodeForm, visit: Visit): Promise<SignedIn | Challenged> {
  const { personId } = openChallenge(doorOf(scope, visit), 'code', form.challenge);
  const key = `code:${personId}`;
  await scope.limits.consume(authPerAccount, key);
  const entered = await scope.transaction(async (scope) => {
    const identity = await findIdentity(scope, 'code', form.challenge, visit);
    const counting = { user: personId, confirmedAt: { $ne: null } };
    const factor = await scope.em.findOne(SecondFactor, counting, { lockMode: LockMode.PESSIMISTIC_WRITE });
    // Removed in the meantime, from the shell: the password is then asked for again, and opens.
    if (!factor) throw tooLate();
    return acceptCode(scope, factor, form.code) ? enter(scope, identity, visit) : null;
  });
  if (!entered) throw await wrongCode(scope, { type: 'user', id: personId });
  await scope.limits.reset(authPerAccount, key);
  return entered;
}

/** Lets an account that was to be deleted stay, and its owner in. Throws DomainError `gone` as `completeSignIn` does. */
export async function keepAccount(scope: Scope, challenge: string, visit: Visit): Promise<SignedIn | Challenged> {
  return scope.transaction(async (scope) => {
    const identity = await findIdentity(scope, 'keep', challenge, visit);
    identity.user.deletionRequestedAt = null;
    const target = { type: 'user', id: identity.user.id };
    scope.afterCommit(() => audit(scope, { action: 'user.deletionWithdrawn', target }));
    return enter(scope, identity, visit);
  });
}

/** Remembers the attempt and says how it is refused. */
export async function wrongCode(scope: Parameters<typeof audit>[0], target: { type: string; id: string }) {
  await audit(scope, { action: 'session.refused', target, payload: { because: 'code' } });
  const fields = [{ field: 'code', key: 'kernel.error.code' }];
  return new DomainError('unauthenticated', 'kernel.error.code', { fields });
}

async function findIdentity(scope: Scope, step: Step, challenge: string, visit: Visit): Promise<Identity> {
  const { personId, isFor } = openChallenge(doorOf(scope, visit), step, challenge);
  const identity = await scope.em.findOne(
    Identity,
    { kind: 'password', user: { id: personId, suspendedAt: null, erasedAt: null } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, populate: ['user'] },
  );
  if (!identity || !isFor(identity.passwordHash ?? null)) throw tooLate();
  return identity;
}
