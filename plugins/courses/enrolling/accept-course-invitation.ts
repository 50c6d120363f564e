import { audit } from '#src/audit/audit.ts';
import { DomainError } from '#src/errors.ts';
import { hashPassword } from '#src/keys/password.ts';
import { addUser } from '#src/people/add-user.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';
import { startSession, type StartedSession } from '#src/sessions/start-session.ts';
import type { Visit } from '#src/sessions/visit.ts';
import { refuseWeakPassword } from '#plugins/accounts';
import { CourseInvitation } from './course-invitation.entity.ts';
import { enrollPerson } from './enroll-person.ts';
import { findCourseInvitation, type OpenInvitation } from './find-course-invitation.ts';

/** Throws DomainError `gone` for one that was used, ran out or was taken back, `forbidden` for one that went to somebody else. */
export async function acceptCourseInvitation(scope: Scope, token: string): Promise<string> {
  const userId = signedInUser(scope);
  return scope.transaction(async (inside) => {
    const invitation = await takeInvitation(inside, token);
    if (invitation.memberId !== userId) throw new DomainError('forbidden', 'courses.invitation.error.somebodyElse');
    return join(inside, invitation, userId);
  });
}

interface NewPerson {
  readonly name: string;
  readonly password: string;
}

interface Joined extends StartedSession {
  readonly courseId: string;
}

/**
 * Makes somebody new a member of the organization, in its weakest role, and of the course, and signs them in: that they have the
 * mail verifies its address. `steps` work, because hashing takes long. Throws DomainError `gone`, `conflict` for somebody who is a
 * member already, `invalid` for a weak password.
 */
export async function joinAsNewPerson(scope: Scope, token: string, form: NewPerson, visit: Visit): Promise<Joined> {
  // Before the work of hashing, which nobody without an invitation gets us to do.
  const { email } = await scope.transaction((inside) => openInvitation(inside, token), { readOnly: true });
  refuseWeakPassword(form.password, { name: form.name, email });
  const passwordHash = await hashPassword(form.password);
  return scope.transaction(async (inside) => {
    const invitation = await takeInvitation(inside, token);
    const { name } = form;
    const user = await addUser(inside, { name, email, roles: ['learner'], passwordHash, isVerified: true });
    const courseId = await join(inside, invitation, user.id);
    return { ...(await startSession(inside, user, visit)), courseId };
  });
}

async function openInvitation(scope: Scope, token: string): Promise<OpenInvitation> {
  const invitation = await findCourseInvitation(scope, token);
  if (!invitation) throw new DomainError('gone', 'courses.invitation.error.gone');
  return invitation;
}

/** Of two who follow it at once, one does. */
async function takeInvitation(scope: Scope, token: string): Promise<OpenInvitation> {
  const invitation = await openInvitation(scope, token);
  const taken = await scope.em.nativeUpdate(
    CourseInvitation,
    { id: invitation.id, acceptedAt: null },
    { acceptedAt: scope.now() },
  );
  if (taken === 0) throw new DomainError('gone', 'courses.invitation.error.gone');
  return invitation;
}

async function join(scope: Scope, { courseId, role }: OpenInvitation, userId: string) {
  await enrollPerson(scope, { courseId, userId, role });
  const target = { type: 'course', id: courseId };
  scope.afterCommit(() => audit(scope, { action: 'course.joined', target, payload: { role } }));
  return courseId;
}
