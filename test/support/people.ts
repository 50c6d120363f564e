import type { App } from '#src/app.ts';
import { organizationRoles, User, type OrganizationRole } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { startSession } from '#src/sessions/start-session.ts';

/** A signed-in person of the Scope's organization, by bearer: pages and the API take it alike. */
export async function aSignedInPerson(scope: Scope, roles: readonly OrganizationRole[]) {
  return scope.transaction(async (inside) => {
    const user = inside.em.create(User, {
      name: 'Somebody',
      email: null,
      emailVerifiedAt: null,
      roles: [...roles],
    } as never);
    await inside.em.flush();
    const { token } = await startSession(inside, user, { ip: '127.0.0.1', userAgent: null });
    return { user, authorization: `Bearer ${token}` };
  });
}

/** One person for each role that there is, and one who has none. */
export async function everyRole(_app: App, scope: Scope) {
  const people = [];
  for (const role of [null, ...organizationRoles])
    people.push({ role: role ?? 'no role', ...(await aSignedInPerson(scope, role ? [role] : [])) });
  return people;
}
