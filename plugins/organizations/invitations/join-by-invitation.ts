import { invalid } from '#src/errors.ts';
import { hashPassword } from '#src/keys/password.ts';
import { addUser } from '#src/people/add-user.ts';
import type { User } from '#src/people/user.entity.ts';
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
 * Makes somebody new a member by an invitation and signs them in; `steps` work, because hashing takes long. The address of a
 * mailed invitation is verified by its coming from there, that of a link is not. Throws DomainError `notFound`, `gone`, `conflict`
 * for an address that a member has.
 */
export async function joinByInvitation(scope: Scope, token: string, form: JoinForm, visit: Visit): Promise<Joined> {
  // Before the work of hashing, which nobody without an invitation gets us to do.
  await scope.transaction(async (inside) => refuseClosed(inside, await findOptionalInvitation(inside, token)), {
    readOnly: true,
  });
  const passwordHash = await hashPassword(form.password);
  return scope.transaction(async (inside) => {
    const invitation = await findOpenInvitation(inside, token);
    const { email: invited, roles } = invitation;
    const email = invited ?? form.email?.trim().toLowerCase();
    if (!email) throw invalid({ field: 'email', key: 'kernel.field.needed' });
    const user = await addUser(inside, { name: form.name, email, roles, passwordHash, isVerified: invited !== null });
    useInvitation(inside, invitation, user);
    await inside.em.flush();
    return { ...(await startSession(inside, user, visit)), user };
  });
}
