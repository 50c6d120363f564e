import { z } from 'zod';
import { audit } from '#src/audit/audit.ts';
import { defineCommand } from '#src/commands/command.ts';
import { notFound } from '#src/errors.ts';
import { Operator } from '#src/people/operator.entity.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { OperatorSession } from '../operator-session.entity.ts';
import { giveOperatorSecondFactor, type GivenSecondFactor } from './give-operator-second-factor.ts';

const resetOperatorSecondFactor = defineCommand({
  name: 'reset-operator-second-factor',
  summary: 'Gives somebody who runs this installation a new second factor, and ends their sessions',
  options: z.object({ email: z.string().describe('E-mail address of the operator') }),
  async run(shell, { email }) {
    const scope = await shell.scope();
    const operator = await findOperator(scope, email);
    const secondFactor = await scope.transaction(async (scope) => {
      await scope.em.nativeUpdate(
        OperatorSession,
        { operator: operator.id, revokedAt: null },
        { revokedAt: scope.now() },
      );
      return giveOperatorSecondFactor(scope, await scope.em.findOneOrFail(Operator, { id: operator.id }));
    });
    await audit(scope, { action: 'secondFactor.reset', target: { type: 'operator', id: operator.id } });
    return { data: { email: operator.email, ...secondFactor }, text: secondFactorText(secondFactor) };
  },
});

/** Throws DomainError `notFound`. */
export async function findOperator(scope: InstallationScope, email: string): Promise<Operator> {
  const known = { email: email.trim().toLowerCase() };
  const operator = await scope.transaction(({ em }) => em.findOne(Operator, known), { readOnly: true });
  if (!operator) throw notFound(`operator ${email}`);
  return operator;
}

/** What is shown this once. */
export const secondFactorText = ({ address, recoveryCodes }: GivenSecondFactor) =>
  [
    'Second factor, shown this once. Put this address into an app for codes:',
    `  ${address}`,
    'Recovery codes, each good for one sign-in without the app:',
    ...recoveryCodes.map((code) => `  ${code}`),
  ].join('\n');

export const secondFactorCommands = [resetOperatorSecondFactor];
