import { randomUUID } from 'node:crypto';
import type { App } from '#src/app.ts';
import { AuditEntry } from '#src/audit/audit-entry.entity.ts';
import { createUser } from '#src/people/create-user.ts';
import type { OrganizationRole, User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { startSession } from '#src/sessions/start-session.ts';
import { scopeIn } from '../../support/app.ts';
import { password } from '../../support/web.ts';

/** A member with a password, the Scope in which they act, and the headers with which they ask. */
export async function aMember(app: App, scope: Scope, roles: readonly OrganizationRole[], name = 'Ada Lovelace') {
  const email = `${randomUUID()}@example.edu`;
  const user = await createUser(scope, { name, email, roles, password });
  const { token } = await scope.transaction((inside) => startSession(inside, user, { ip: '::1', userAgent: null }));
  return { user, email, acting: await actingAs(app, scope, user), headers: { authorization: `Bearer ${token}` } };
}

export const actingAs = (app: App, { organization }: Scope, { id, roles }: User) =>
  scopeIn(app, organization.id, { kind: 'user', id, roles: new Set(roles) });

/** Says what is thrown, by its key; a form's refusal by the first field's. */
export const keyOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing was thrown',
    (error: { key?: string; message: string; fields?: readonly { key: string }[] }) =>
      error.fields?.[0]?.key ?? error.key ?? error.message,
  );

/** The payloads of the audit's entries of one action, in the order in which they were written. */
export const audited = async (scope: Scope, action: string) =>
  scope.transaction(({ em }) => em.find(AuditEntry, { action }, { orderBy: { createdAt: 'asc' } }));
