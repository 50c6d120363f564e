import { LockMode } from '@mikro-orm/postgresql';
import { Operator } from '#src/people/operator.entity.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { attemptSignIn, type Outcome } from './attempt-sign-in.ts';
import { accountName, checkPassword } from './check-password.ts';
import type { SignInForm } from './sign-in.ts';
import { startOperatorSession, type StartedOperatorSession } from './start-operator-session.ts';
import type { Visit } from './visit.ts';

export interface SignedInOperator extends StartedOperatorSession {
  readonly operator: Operator;
}

/** Signs somebody in who runs the installation; `steps` work, with the refusals and limits of `signIn`. */
export async function signInOperator(
  scope: InstallationScope,
  form: SignInForm,
  visit: Visit,
): Promise<SignedInOperator> {
  const email = accountName(form.email);
  const attempt = { account: `operator:${email}`, visit };
  return attemptSignIn(scope, attempt, async (): Promise<Outcome<SignedInOperator>> => {
    const operator = await scope.transaction(({ em }) => em.findOne(Operator, { email }), { readOnly: true });
    const right = await checkPassword(form.password, operator);
    const signedIn = operator && right && (await open(scope, operator, right.rehashed, visit));
    return signedIn ? { signedIn } : { refusedBy: operator && { type: 'operator', id: operator.id } };
  });
}

async function open(scope: InstallationScope, checked: Operator, rehashed: string | null, visit: Visit) {
  const unchanged = { id: checked.id, passwordHash: checked.passwordHash, suspendedAt: null };
  return scope.transaction(async (scope): Promise<SignedInOperator | null> => {
    const operator = await scope.em.findOne(Operator, unchanged, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!operator) return null;
    if (rehashed) operator.passwordHash = rehashed;
    return { ...(await startOperatorSession(scope, operator, visit)), operator };
  });
}
