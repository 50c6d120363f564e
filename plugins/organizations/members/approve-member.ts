import { audit } from '#src/audit/audit.ts';
import { notFound } from '#src/errors.ts';
import { sendMail } from '#src/mail/send-mail.ts';
import type { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { findMemberToChange } from './find-member.ts';
import { approvalMail, refusalMail } from './decision-mails.ts';

/** Lets somebody in who signed up and waits, and tells them by mail. Throws DomainError `notFound` for whoever does not wait. */
export async function approveMember(scope: Scope, memberId: string): Promise<void> {
  await scope.transaction(async (inside) => {
    const member = await findWaiting(inside, memberId);
    member.awaitingApprovalSince = null;
    const { name, slug } = inside.organization;
    const signInUrl = inside.url(`/o/${slug}/auth/login`);
    await tell(inside, member, (letter) =>
      sendMail(inside, approvalMail, { ...letter, data: { organization: name, signInUrl } }),
    );
    inside.afterCommit(() => audit(inside, { action: 'member.approved', target: { type: 'user', id: member.id } }));
    await inside.em.flush();
  });
}

/** Takes the sign-up of somebody who waits away, and tells them by mail; they may sign up again. Throws DomainError `notFound`. */
export async function declineMember(scope: Scope, memberId: string): Promise<void> {
  await scope.transaction(async (inside) => {
    const member = await findWaiting(inside, memberId);
    const organization = inside.organization.name;
    await tell(inside, member, (letter) => sendMail(inside, refusalMail, { ...letter, data: { organization } }));
    inside.em.remove(member);
    inside.afterCommit(() => audit(inside, { action: 'member.declined', target: { type: 'user', id: member.id } }));
    await inside.em.flush();
  });
}

async function findWaiting(scope: Scope, memberId: string) {
  const member = await findMemberToChange(scope, memberId);
  if (!member.awaitingApprovalSince) throw notFound('member');
  return member;
}

async function tell(scope: Scope, member: User, send: (letter: Addressed) => Promise<unknown>) {
  const { email, name, id, locale, timeZone } = member;
  if (!email) return;
  const { organization } = scope;
  await send({
    to: { address: email, name },
    recipientId: id,
    locale: locale ?? organization.locale,
    timeZone: timeZone ?? organization.timeZone,
  });
}

interface Addressed {
  readonly to: { readonly address: string; readonly name: string };
  readonly recipientId: string;
  readonly locale: string;
  readonly timeZone: string;
}
