import { z } from 'zod';
import { defineMail } from '#src/mail/define-mail.ts';
import { sendMail } from '#src/mail/send-mail.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { Invitation } from './invitation.entity.ts';
import { invitationUrl } from './new-invitation.ts';

/** To somebody who is asked to become a member. */
export const invitationMail = defineMail({
  name: 'organizations.invitation',
  data: z.object({ organization: z.string(), url: z.url(), expiresAt: z.iso.datetime() }),
});

/** In the organization's language and zone: of the person nothing is known yet. */
export async function sendInvitation(scope: Scope, { email, expiresAt }: Invitation, token: string) {
  const { organization } = scope;
  if (!email) return;
  await sendMail(scope, invitationMail, {
    to: { address: email },
    locale: organization.locale,
    timeZone: organization.timeZone,
    data: {
      organization: organization.name,
      url: invitationUrl(scope, token),
      expiresAt: expiresAt.toISOString(),
    },
  });
}
