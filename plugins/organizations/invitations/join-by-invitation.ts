import { invalid } from '#src/errors.ts';
import { hashPassword } from '#src/keys/password.ts';
import { addUser } from '#src/people/add-user.ts';
import { User } from '#src/people/user.entity.ts';
import { refuseWeakPassword } from '#plugins/accounts';
import type { Scope } from '#src/scope/scope.ts';
import { startSession, type StartedSession } from '#src/sessions/start-session.ts';
import type { Visit } from '#src/sessions/visit.ts';
import { useInvitation } from './accept-invitation.ts';
import { findOpenInvitation, findOptionalInvitation, refuseClosed } from './find-invitation.ts';

export interface JoinForm {
  readonly name: string;
  readonly password: string;
  /** For a link; a mailed invitation is for its own address. */
  readonly email?: string | undefined;
}

export interface Joined extends StartedSession {
  readonly user: User;
}

/**
 * Makes somebody new a member by an invitation; `steps` work, because hashing takes long. A mailed invitation signs them in, as
 * its address is verified by its coming from there. By a link nobody is in before they have confirmed the address: the answer is
 * null, whether somebody has that address already or not. Throws DomainError `notFound`, `gone`, `invalid` for a weak password.
 */
export async function joinByInvitation(
  scope: Scope,
  token: string,
  form: JoinForm,
  visit: Visit,
): Promise<Joined | null> {
  // Before the work of hashing, which nobody without an invitation gets us to do.
  const found = await scope.transaction(
    async (inside) => refuseClosed(inside, await findOptionalInvitation(inside, token)),
    {
      readOnly: true,
    },
  );
  const email = found.email ?? form.email?.trim().toLowerCase();
  if (!email) throw invalid({ field: 'email', key: 'kernel.field.needed' });
  refuseWeakPassword(form.password, { name: form.name, email });
  const passwordHash = await hashPassword(form.password);
  return scope.transaction(async (inside) => {
    const invitation = await findOpenInvitation(inside, token);
    const isVerified = invitation.email === email;
    if (!isVerified && (await inside.em.count(User, { email })) > 0) return null;
    const user = await addUser(inside, { name: form.name, email, roles: invitation.roles, passwordHash, isVerified });
    useInvitation(inside, invitation, user);
    await inside.em.flush();
    return isVerified ? { ...(await startSession(inside, user, visit)), user } : null;
  });
}
