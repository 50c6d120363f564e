import { audit } from '#src/audit/audit.ts';
import { invalid } from '#src/errors.ts';
import { hashPassword } from '#src/keys/password.ts';
import type { Scope } from '#src/scope/scope.ts';
import { addUser } from './add-user.ts';
import { organizationRoles, type OrganizationRole, type User } from './user.entity.ts';

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
  const { name, roles } = form;
  const user = await scope.transaction((inside) =>
    addUser(inside, { name, email, roles, passwordHash, isVerified: true }),
  );
  await audit(scope, { action: 'user.created', target: { type: 'user', id: user.id }, payload: { roles } });
  return user;
}
