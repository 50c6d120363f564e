import { audit } from '#src/audit/audit.ts';
import { DomainError, invalid } from '#src/errors.ts';
import { mailAddress } from '#src/mail/mailbox.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { Invitation } from './invitation.entity.ts';
import { sendInvitation } from './invitation-mail.ts';
import { openAt } from './invitation-state.ts';
import { newInvitation, refuseTerms, type InvitationTerms } from './new-invitation.ts';

export const inviteOutcomes = ['invited', 'invitedAgain', 'member', 'noAddress'] as const;

export interface InviteResult {
  readonly email: string;
  readonly outcome: (typeof inviteOutcomes)[number];
}

export const mostAtOnce = 50;
const mostInAnHour = 500;
const hourMs = 3_600_000;

/**
 * Asks several people by mail to become members, each with a result of its own; an open invitation of the same address gives way
 * to the new one. Throws DomainError `invalid` for too many or none at all, `forbidden` for a role that is not the actor's to give.
 */
export async function inviteByMail(
  scope: Scope,
  { emails, ...terms }: InvitationTerms & { readonly emails: readonly string[] },
): Promise<readonly InviteResult[]> {
  refuseTerms(scope, terms);
  const wanted = [...new Set(emails.map((email) => email.trim().toLowerCase()).filter(Boolean))];
  if (wanted.length === 0 || wanted.length > mostAtOnce)
    throw invalid({ field: 'emails', key: 'organizations.error.emails', parameters: { most: mostAtOnce } });
  return scope.transaction(async (inside) => {
    await refuseFlood(inside);
    const known = await knownAmong(inside, wanted);
    await inside.em.nativeUpdate(
      Invitation,
      { email: { $in: [...known.invited] }, ...openAt(inside.now()) },
      { revokedAt: inside.now() },
    );
    const results: InviteResult[] = [];
    for (const email of wanted) results.push(await invite(inside, email, terms, known));
    inside.afterCommit(() => remember(inside, terms, results));
    await inside.em.flush();
    return results;
  });
}

async function knownAmong(scope: Scope, emails: readonly string[]) {
  const { em } = scope;
  const members = await em.find(User, { email: { $in: [...emails] } }, { fields: ['email'] });
  const invitations = await em.find(
    Invitation,
    { email: { $in: [...emails] }, ...openAt(scope.now()) },
    { fields: ['email'] },
  );
  return {
    members: addressesOf(members),
    invited: addressesOf(invitations),
  };
}

const addressesOf = (rows: readonly { email?: string | null | undefined }[]) =>
  new Set(rows.flatMap(({ email }) => email ?? []));

async function invite(
  scope: Scope,
  email: string,
  terms: InvitationTerms,
  known: Awaited<ReturnType<typeof knownAmong>>,
): Promise<InviteResult> {
  if (!mailAddress.safeParse(email).success) return { email, outcome: 'noAddress' };
  if (known.members.has(email)) return { email, outcome: 'member' };
  const { invitation, token } = newInvitation(scope, terms, { email, uses: 1 });
  await sendInvitation(scope, invitation, token);
  return { email, outcome: known.invited.has(email) ? 'invitedAgain' : 'invited' };
}

/** Mails leave in the name of the installation: a stolen account must not become a way to send thousands. */
async function refuseFlood(scope: Scope) {
  const since = new Date(scope.now().getTime() - hourMs);
  const sent = await scope.em.count(Invitation, { createdAt: { $gt: since } });
  if (sent >= mostInAnHour)
    throw new DomainError('tooManyRequests', 'organizations.error.tooManyInvitations', {
      parameters: { most: mostInAnHour },
      retryAfterSeconds: 3600,
    });
}

/** How many, not whom: the audit outlives what people may have erased. */
const remember = (scope: Scope, { roles }: InvitationTerms, results: readonly InviteResult[]) => {
  const invited = results.filter(({ outcome }) => outcome === 'invited' || outcome === 'invitedAgain').length;
  return invited > 0 ? audit(scope, { action: 'invitation.sent', payload: { invited, roles } }) : undefined;
};
