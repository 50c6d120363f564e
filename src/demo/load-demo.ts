import { randomUUID } from 'node:crypto';
import { extensionPoint, offersFor } from '#src/extension.ts';
import { organizationId } from '#src/people/commands.ts';
import { createOperator } from '#src/people/create-operator.ts';
import { createUser } from '#src/people/create-user.ts';
import { User } from '#src/people/user.entity.ts';
import { Operator } from '#src/people/operator.entity.ts';
import { system } from '#src/scope/actor.ts';
import type { Kernel } from '#src/scope/kernel.ts';
import { openInstallationScope } from '#src/scope/open-scope.ts';
import type { Scope } from '#src/scope/scope.ts';

export interface DemoSignIn {
  readonly who: string;
  readonly email: string;
  readonly password: string;
}

/** What a plugin adds to the demo organization. Called at each `npm start`: it first looks whether it is there. */
export const demoContent = extensionPoint<(scope: Scope) => Promise<void>>('kernel.demoContent');

/** Development only, on loopback only: these passwords are no secret. */
const password = 'assay-demo-only';
const people = [
  { who: 'Administrator', name: 'Ada Admin', email: 'admin@demo.example', roles: ['admin'] },
  { who: 'Instructor', name: 'Ines Instructor', email: 'instructor@demo.example', roles: ['instructor'] },
  { who: 'Student', name: 'Sam Student', email: 'student@demo.example', roles: ['learner'] },
] as const;
export const demoOperator = { who: 'Operator', name: 'Olga Operator', email: 'operator@demo.example' } as const;

/** Fills the home organization with people to sign in as and whatever the plugins offer; returns the sign-ins. */
export async function loadDemo(kernel: Kernel): Promise<readonly DemoSignIn[]> {
  const installation = openInstallationScope(kernel, {
    actor: system,
    origin: { requestId: randomUUID(), command: 'start' },
  });
  await installation.within(await organizationId(installation, kernel.config.homeOrganization), async (scope) => {
    for (const person of people) {
      const known = await scope.transaction((scope) => scope.em.findOne(User, { email: person.email }), {
        readOnly: true,
      });
      if (!known) await createUser(scope, { ...person, password });
    }
    for (const add of offersFor(
      demoContent,
      kernel.plugins.flatMap((plugin) => plugin.contributes),
    ))
      await add(scope);
  });
  const known = await installation.transaction((scope) => scope.em.findOne(Operator, { email: demoOperator.email }), {
    readOnly: true,
  });
  if (!known) await createOperator(installation, { ...demoOperator, password });
  return [...people, demoOperator].map(({ who, email }) => ({ who, email, password }));
}
