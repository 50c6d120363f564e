import { randomBytes, randomUUID } from 'node:crypto';
import type { App } from '#src/app.ts';
import { createUser } from '#src/people/create-user.ts';
import type { OrganizationRole, User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { startSession } from '#src/sessions/start-session.ts';
import { scopeIn } from '../../support/app.ts';

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
