import { LockMode } from '@mikro-orm/postgresql';
import { Operator } from '#src/people/operator.entity.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { attemptSignIn, type Outcome } from './attempt-sign-in.ts';
import { accountName, checkPassword } from './check-password.ts';
import { wrongCode, type CodeForm } from './complete-sign-in.ts';
import { acceptCode } from './second-factor/accept-code.ts';
import { OperatorSecondFactor } from './second-factor/operator-second-factor.entity.ts';
import { makeChallenge, openChallenge, tooLate, type Challenged } from './sign-in-challenge.ts';
import { authPerAccount } from './sign-in-limits.ts';
import type { SignInForm } from './sign-in.ts';
import { startOperatorSession, type StartedOperatorSession } from './start-operator-session.ts';
import type { Visit } from './visit.ts';

export interface SignedInOperator extends StartedOperatorSession {
  readonly operator: Operator;
}

/**
 * Checks the password of somebody who runs the installation, and asks for a code: nobody of them gets in without. `steps`
 * work, with the refusals and limits of `signIn`.
 */
export async function signInOperator(scope: InstallationScope, form: SignInForm, visit: Visit): Promise<Challenged> {
  const email = accountName(form.email);
  const attempt = { account: `operator:${email}`, visit };
  return attemptSignIn(scope, attempt, async (): Promise<Outcome<Challenged>> => {
    const operator = await scope.transaction(({ em }) => em.findOne(Operator, { email }), { readOnly: true });
    const right = await checkPassword(form.password, operator);
    if (!operator || !right) return { refusedBy: operator && { type: 'operator', id: operator.id } };
    const passwordHash = await current(scope, operator, right.rehashed);
    const asked = { step: 'code', personId: operator.id, passwordHash } as const;
    return { signedIn: makeChallenge(doorOf(scope, visit), asked) };
  });
}

/** Goes on with a code of the app or a recovery code, with the refusals and limits of `completeSignIn`. */
export async function completeOperatorSignIn(
  scope: InstallationScope,
  form: CodeForm,
  visit: Visit,
): Promise<SignedInOperator> {
  const { personId, isFor } = openChallenge(doorOf(scope, visit), 'code', form.challenge);
  const key = `operator:${personId}`;
  await scope.limits.consume(authPerAccount, key);
  const entered = await scope.transaction(async (scope): Promise<SignedInOperator | null> => {
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE };
    const operator = await scope.em.findOne(Operator, { id: personId, suspendedAt: null }, lock);
    const factor = await scope.em.findOne(OperatorSecondFactor, { operator: personId }, lock);
    if (!operator || !factor || !isFor(operator.passwordHash)) throw tooLate();
    if (!acceptCode(scope, factor, form.code)) return null;
    return { ...(await startOperatorSession(scope, operator, visit)), operator };
  });
  if (!entered) throw await wrongCode(scope, { type: 'operator', id: personId });
  await scope.limits.reset(authPerAccount, key);
  return entered;
}

const doorOf = (scope: InstallationScope, visit: Visit) => ({
  keys: scope.keys,
  place: 'operator',
  visit,
  now: scope.now(),
});

/** Stores the password anew where it was hashed with less than today; returns the hash that stands there now. */
async function current(scope: InstallationScope, { id, passwordHash }: Operator, rehashed: string | null) {
  if (!rehashed) return passwordHash;
  await scope.transaction(({ em }) => em.nativeUpdate(Operator, { id, passwordHash }, { passwordHash: rehashed }));
  return rehashed;
}
