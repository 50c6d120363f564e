import { z } from 'zod';
import { defineCommand } from '#src/commands/command.ts';
import { DomainError, notFound, ProgrammingError } from '#src/errors.ts';
import { findOperator } from '#src/sessions/second-factor/commands.ts';
import { codeAt, currentStep } from '#src/sessions/second-factor/one-time-codes.ts';
import { OperatorSecondFactor } from '#src/sessions/second-factor/operator-second-factor.entity.ts';
import { secondFactorPurpose } from '#src/sessions/second-factor/second-factor-fields.ts';
import { demoOperator } from './load-demo.ts';

/** Stands for the telephone of the demo operator. No code is accepted twice, so a second one within the half minute is the next. */
export const demoCode = defineCommand({
  name: 'demo-code',
  summary: 'Shows a code with which the demo operator signs in; in development only',
  options: z.object({}),
  async run(shell) {
    if (shell.config.production) throw new ProgrammingError('There are no demo sign-ins in production.');
    const scope = await shell.scope();
    const operator = await findOperator(scope, demoOperator.email);
    const factor = await scope.transaction(({ em }) => em.findOne(OperatorSecondFactor, { operator: operator.id }), {
      readOnly: true,
    });
    if (!factor) throw notFound(`the second factor of ${operator.email}`);
    const now = currentStep(scope.now());
    const step = Math.max(now, factor.lastStep + 1);
    if (step > now + 1) throw new DomainError('conflict', 'kernel.error.codesUsed');
    const code = codeAt(scope.keys.open(secondFactorPurpose, factor.sealedSecret, factor.id), step);
    return { data: { email: operator.email, code }, text: code };
  },
});
