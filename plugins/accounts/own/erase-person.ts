import { randomBytes } from 'node:crypto';
import { audit } from '#src/audit/audit.ts';
import { StoredFile } from '#src/files/stored-file.entity.ts';
import { OutgoingMail } from '#src/mail/outgoing-mail.entity.ts';
import { ApiToken } from '#src/people/api-token.entity.ts';
import { Identity } from '#src/people/identity.entity.ts';
import { Session } from '#src/people/session.entity.ts';
import type { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { SecondFactor } from '#src/sessions/second-factor/second-factor.entity.ts';
import { MailedToken } from '../mailed-token.entity.ts';
import { userErased } from './user-erased.ts';

/**
 * Takes away everything that says who somebody was, in the open transaction. The row stays, so that graded work stays with
 * the institution, under a pseudonym; whoever keeps more about people hears `user.erased`.
 */
export async function erasePerson(scope: Scope, user: User): Promise<void> {
  const { em } = scope;
  const { id } = user;
  const avatarId = user.avatar?.id ?? null;
  em.assign(user, { ...nobody, name: pseudonym(), erasedAt: scope.now() } as never);
  await em.flush();
  for (const entity of [Identity, Session, ApiToken, SecondFactor, MailedToken])
    await em.nativeDelete(entity as typeof Session, { user: id });
  await em.nativeDelete(OutgoingMail, { recipientId: id });
  if (avatarId) await em.nativeDelete(StoredFile, { id: avatarId });
  await scope.emit(userErased, { userId: id });
  scope.afterCommit(() => audit(scope, { action: 'user.erased', target: { type: 'user', id } }));
}

const nobody = {
  email: null,
  emailVerifiedAt: null,
  roles: [],
  locale: null,
  timeZone: null,
  preferences: {},
  avatar: null,
  bio: null,
  location: null,
  website: null,
  github: null,
  linkedin: null,
  awaitingApprovalSince: null,
  deletionRequestedAt: null,
};

/** `Former member 3F2A`: the same person in every list, and nobody knows who. */
const pseudonym = () => `Former member ${randomBytes(2).toString('hex').toUpperCase()}`;
