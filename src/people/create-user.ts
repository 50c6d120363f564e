import { audit } from '#src/audit/audit.ts';
import { DomainError, invalid } from '#src/errors.ts';
import { hashPassword } from '#src/keys/password.ts';
import type { Scope } from '#src/scope/scope.ts';
import { Identity } from './identity.entity.ts';
import { organizationRoles, User, type OrganizationRole } from './user.entity.ts';

export interface UserForm {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly OrganizationRole[];
  /** In plain; stored as argon2id only. */
  readonly password: string;
}

/** Makes a person with a password in the Scope's organization. Throws DomainError `conflict` when the address is taken. */
export async function createUser(scope: Scope, form: UserForm): Promise<User> {
  const email = form.email.trim().toLowerCase();
  if (!/^[^@\s]+@[^@\s]+$/.test(email)) throw invalid({ field: 'email', key: 'kernel.error.email' });
  const unknown = form.roles.find((role) => !organizationRoles.includes(role));
  if (unknown)
    throw invalid({
      field: 'role',
      key: 'kernel.error.role',
      parameters: { role: unknown, roles: organizationRoles.join(', ') },
    });
  const passwordHash = await hashPassword(form.password);
  const user = await scope.transaction(async (scope) => {
    if (await scope.em.findOne(User, { email }))
      throw new DomainError('conflict', 'kernel.error.emailTaken', { parameters: { email } });
    const made = scope.em.create(User, {
      name: form.name,
      email,
      emailVerifiedAt: scope.now(),
      roles: [...form.roles],
    } as never);
    scope.em.create(Identity, { user: made, kind: 'password', provider: '', subject: email, passwordHash } as never);
    await scope.em.flush();
    return made;
  });
  await audit(scope, { action: 'user.created', target: { type: 'user', id: user.id }, payload: { roles: form.roles } });
  return user;
}
