import { hashPassword } from '#src/keys/password.ts';
import type { Scope } from '#src/scope/scope.ts';
import { accountKey } from '#src/sessions/account-key.ts';
import { accountName } from '#src/sessions/check-password.ts';
import { authPerAccount } from '#src/sessions/sign-in-limits.ts';
import { askerOf } from '../asker.ts';
import { sealFor } from '../closed-data.ts';
import { refuseWeakPassword } from '../password-rules.ts';
import { admitPerson, admission } from './admit-person.ts';
import { refuseForeignAddress, type Joining } from './joining.ts';

export interface SignUpForm {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/**
 * Takes a wish for an account. Whether there is one already is looked at by a job, so that neither the answer nor its time
 * tells; the mail does. `steps` work. Throws DomainError `invalid` and LimitExceeded, for known and unknown addresses alike.
 */
export async function signUp(scope: Scope, joining: Joining, form: SignUpForm): Promise<void> {
  const email = accountName(form.email);
  refuseForeignAddress(joining, email);
  refuseWeakPassword(form.password, { name: form.name, email });
  await scope.limits.consume(authPerAccount, `register:${accountKey(`${scope.organization.id}:${email}`)}`);
  const passwordHash = await hashPassword(form.password);
  const { locale } = scope;
  const wish = {
    name: form.name,
    email,
    passwordHash,
    locale,
    needsApproval: joining.needsApproval,
    asker: askerOf(scope),
  };
  await scope.transaction((scope) => scope.enqueue(admitPerson, { sealed: sealFor(scope, admission, wish) }));
}
