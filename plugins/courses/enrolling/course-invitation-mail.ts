import { z } from 'zod';
import { defineMail } from '#src/mail/define-mail.ts';
import { sendMail } from '#src/mail/send-mail.ts';
import type { Scope } from '#src/scope/scope.ts';

/** To somebody who is asked to join a course. */
export const courseInvitationMail = defineMail({
  name: 'courses.courseInvitation',
  data: z.object({
    organization: z.string(),
    course: z.string().nullable(),
    url: z.url(),
    expiresAt: z.iso.datetime(),
  }),
});

interface Letter {
  readonly email: string;
  readonly course: string | null;
  readonly token: string;
  readonly expiresAt: Date;
}

/** In the organization's language and zone, as of the person nothing may be known yet; in the open transaction. */
export async function sendCourseInvitation(scope: Scope, { email, course, token, expiresAt }: Letter): Promise<void> {
  const { name, slug, locale, timeZone } = scope.organization;
  const url = scope.url(`/o/${slug}/courses/invitations/${token}`);
  await sendMail(scope, courseInvitationMail, {
    to: { address: email },
    locale,
    timeZone,
    data: { organization: name, course, url, expiresAt: expiresAt.toISOString() },
  });
}
