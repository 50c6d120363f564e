import { outgoingPreview } from '#src/outgoing/outgoing-preview.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import { sendInstallationMail, sendOrganizationMail } from './deliver-mail.ts';
import type { OutgoingMail } from './outgoing-mail.entity.ts';

/** Asks for the delivery of a mail, in the open transaction. */
export const enqueueMail = (scope: Scope | InstallationScope, { id, mail, toAddress }: Queued) =>
  scope.enqueue(scope.organization ? sendOrganizationMail : sendInstallationMail, {
    mailId: id,
    about: `${mail} to ${toAddress.replace(/^(.).*@/, '$1…@')}`,
  });

type Queued = Pick<OutgoingMail, 'id' | 'mail' | 'toAddress'>;

/** How the mails that wait are told to an operator. */
export const mailPreviews = [sendOrganizationMail, sendInstallationMail].map(({ name }) =>
  outgoingPreview({ job: name, describe: ({ about }: { about: string }) => about }),
);
