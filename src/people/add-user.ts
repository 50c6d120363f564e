import { DomainError, invalid } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { Identity } from './identity.entity.ts';
import { User, type OrganizationRole } from './user.entity.ts';

export interface NewUser {
  readonly name: string;
  /** In lower case. */
  readonly email: string;
  readonly isVerified: boolean;
  readonly roles: readonly OrganizationRole[];
  /** From `hashPassword`, which takes too long for an open transaction. */
  readonly passwordHash: string;
}

/** The rows of a person with a password, in the open transaction. Throws DomainError `conflict` when the address is taken. */
export async function addUser(scope: Scope, form: NewUser): Promise<User> {
  const { name, email, roles, passwordHash } = form;
  if (!/^[^@\s]+@[^@\s]+$/.test(email)) throw invalid({ field: 'email', key: 'kernel.error.email' });
  if (await scope.em.findOne(User, { email })) {
    const taken = { field: 'email', key: 'kernel.error.emailTaken', parameters: { email } };
    throw new DomainError('conflict', taken.key, { parameters: taken.parameters, fields: [taken] });
  }
  const emailVerifiedAt = form.isVerified ? scope.now() : null;
  const user = scope.em.create(User, { name: name.trim(), email, emailVerifiedAt, roles: [...roles] } as never);
  scope.em.create(Identity, { user, kind: 'password', provider: '', subject: email, passwordHash } as never);
  await scope.em.flush();
  return user;
}
