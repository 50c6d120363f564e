import { ProgrammingError } from '#src/errors.ts';
import { negotiateLocale } from '#src/messages/locale.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import { mailKind } from './mail-kind.ts';
import { openData } from './mail-rows.ts';
import type { MailMessage } from './mail-transport.ts';
import type { OutgoingMail } from './outgoing-mail.entity.ts';

/** The message that a row stands for; the same at each try, its Message-ID too, so that a mailbox shows it once. */
export function composeMail(scope: Scope | InstallationScope, row: OutgoingMail): MailMessage {
  const kind = scope.contributions(mailKind).find(({ name }) => name === row.mail);
  if (!kind)
    throw new ProgrammingError(`Nobody contributes the mail ${row.mail} any more; is its plugin switched off?`);
  if (!row.sealedData) throw new ProgrammingError(`The mail ${row.id} has lost its data.`);
  const reader = { locale: negotiateLocale([row.locale]), timeZone: row.timeZone };
  return {
    ...scope.mails.write(kind, openData(scope, row.id, row.sealedData), reader),
    to: row.toName ? { address: row.toAddress, name: row.toName } : { address: row.toAddress },
    messageId: `<${row.id}@${new URL(scope.url('/')).hostname}>`,
    date: row.createdAt,
  };
}
