import { randomBytes, randomUUID } from 'node:crypto';
import type { App } from '#src/app.ts';
import { createOperator, type CreatedOperator } from '#src/people/create-operator.ts';
import { createUser } from '#src/people/create-user.ts';
import type { OrganizationRole, User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { completeOperatorSignIn, signInOperator } from '#src/sessions/sign-in-operator.ts';
import { signIn } from '#src/sessions/sign-in.ts';
import { startSession } from '#src/sessions/start-session.ts';
import { anInstallationScope, scopeIn } from '../../support/app.ts';

export const password = 'correct horse battery';

/** An address of nobody else's: limits count by address, and one test must not use up another's. */
export const aVisit = () => ({
  ip: `2001:db8:${randomBytes(2).toString('hex')}::${randomBytes(2).toString('hex')}`,
  userAgent: 'a test',
});

export const aPerson = (scope: Scope, roles: OrganizationRole[] = ['learner']) =>
  createUser(scope, { name: 'Ada', email: `${randomUUID()}@example.edu`, roles, password });

/** The Scope in which this person acts. */
export const actingAs = (app: App, scope: Scope, { id, roles }: User) =>
  scopeIn(app, scope.organization.id, { kind: 'user', id, roles: new Set(roles) });

export const aSession = (scope: Scope, user: User) => scope.transaction((scope) => startSession(scope, user, aVisit()));

/** Says what is thrown, by its key. */
export const keyOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing was thrown',
    (error: { key?: string; message: string }) => error.key ?? error.message,
  );

/** Somebody who runs the installation, with what the shell printed. */
export const aNewOperator = (app: App) =>
  createOperator(anInstallationScope(app), { name: 'Olga', email: `${randomUUID()}@example.com`, password });

/** Signs them in with password and a recovery code. */
export async function signInAsOperator(app: App, { operator, secondFactor }: CreatedOperator) {
  const [scope, visit] = [anInstallationScope(app), aVisit()];
  const { challenge } = await signInOperator(scope, { email: operator.email, password }, visit);
  return completeOperatorSignIn(scope, { challenge, code: secondFactor.recoveryCodes[0]! }, visit);
}

/** Signs in somebody who has no second factor. */
export async function signInWithPassword(...given: Parameters<typeof signIn>) {
  const entered = await signIn(...given);
  if (entered.kind !== 'signedIn') throw new Error(`asked for a ${entered.step}`);
  return entered;
}
