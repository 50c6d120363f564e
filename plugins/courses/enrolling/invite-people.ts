import { audit } from '#src/audit/audit.ts';
import { invalid } from '#src/errors.ts';
import { hashToken, newToken } from '#src/keys/tokens.ts';
import { defineLimit } from '#src/limits/limit.ts';
import { mailAddress } from '#src/mail/mailbox.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';
import { sendCourseInvitation } from './course-invitation-mail.ts';

/** What somebody becomes who is asked by mail. */
export const givenRoles = ['learner', 'teachingAssistant', 'instructor'] as const;
export type GivenRole = (typeof givenRoles)[number];

interface Inviting {
  readonly course: { readonly id: string; readonly title: string | null };
  readonly emails: readonly string[];
  readonly role: GivenRole;
}

export const mostAtOnce = 50;
const days = 14;
const dayMs = 86_400_000;

/** Mails leave in the name of the installation: a stolen account must not become a way to send thousands. */
const perInstructor = defineLimit({ name: 'courses.invitation', points: 20, seconds: 3600 });

const keep = `
  insert into course_invitation (id, organization_id, course_id, email, role, token_hash, invited_by_id, expires_at)
  values (gen_random_uuid(), ?, ?, ?, ?, ?, ?, ?)
  on conflict (course_id, email) do update set role = excluded.role, token_hash = excluded.token_hash,
    invited_by_id = excluded.invited_by_id, expires_at = excluded.expires_at, accepted_at = null`;

/**
 * Asks people by mail to join a course, whether they are members of the organization or not; asked again, they get a new link, and
 * the former one is none. Throws DomainError `invalid` for addresses that are none or too many, and LimitExceeded.
 */
export async function invitePeople(scope: Scope, { course, emails, role }: Inviting): Promise<void> {
  const invitedBy = signedInUser(scope);
  const wanted = [...new Set(emails.map((email) => email.trim().toLowerCase()).filter(Boolean))];
  refuseAddresses(wanted);
  await scope.limits.consume(perInstructor, invitedBy);
  const expiresAt = new Date(scope.now().getTime() + days * dayMs);
  await scope.transaction(async (inside) => {
    const { em, organization } = inside;
    for (const email of wanted) {
      const token = newToken('ci');
      await em.execute(keep, [organization.id, course.id, email, role, hashToken(token), invitedBy, expiresAt]);
      await sendCourseInvitation(inside, { email, course: course.title, token, expiresAt });
    }
    const target = { type: 'course', id: course.id };
    // How many, not whom: the audit outlives what people may have erased.
    inside.afterCommit(() =>
      audit(inside, { action: 'course.invited', target, payload: { invited: wanted.length, role } }),
    );
  });
}

function refuseAddresses(emails: readonly string[]) {
  if (emails.length === 0 || emails.length > mostAtOnce)
    throw invalid({ field: 'emails', key: 'courses.enrolling.error.howMany', parameters: { most: mostAtOnce } });
  const wrong = emails.filter((email) => !mailAddress.safeParse(email).success);
  if (wrong.length === 0) return;
  const parameters = { emails: wrong.join(', ') };
  throw invalid({ field: 'emails', key: 'courses.enrolling.error.noAddress', parameters });
}
