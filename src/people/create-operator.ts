import { audit } from '#src/audit/audit.ts';
import { DomainError, invalid } from '#src/errors.ts';
import { hashPassword } from '#src/keys/password.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import {
  giveOperatorSecondFactor,
  type GivenSecondFactor,
} from '#src/sessions/second-factor/give-operator-second-factor.ts';
import { Operator } from './operator.entity.ts';

export interface OperatorForm {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export interface CreatedOperator {
  readonly operator: Operator;
  readonly secondFactor: GivenSecondFactor;
}

/** Makes somebody who runs the installation; from the shell only. Throws DomainError `conflict` when the address is taken. */
export async function createOperator(scope: InstallationScope, form: OperatorForm): Promise<CreatedOperator> {
  const email = form.email.trim().toLowerCase();
  if (!/^[^@\s]+@[^@\s]+$/.test(email)) throw invalid({ field: 'email', key: 'kernel.error.email' });
  const passwordHash = await hashPassword(form.password);
  const created = await scope.transaction(async (scope) => {
    if (await scope.em.findOne(Operator, { email }))
      throw new DomainError('conflict', 'kernel.error.emailTaken', { parameters: { email } });
    const made = scope.em.create(Operator, { name: form.name, email, passwordHash });
    await scope.em.flush();
    return { operator: made, secondFactor: await giveOperatorSecondFactor(scope, made) };
  });
  await audit(scope, { action: 'operator.created', target: { type: 'operator', id: created.operator.id } });
  return created;
}
