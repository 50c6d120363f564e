import { ProgrammingError } from '#src/errors.ts';
import type { MailMessage } from './mail-transport.ts';
import { mailAddress, type Mailbox } from './mailbox.ts';

/** What nodemailer builds the message from. A line break in anything that becomes a header is refused, not repaired. */
export function mimeMessage(message: MailMessage, from: Mailbox) {
  const { to, subject, html, text, messageId, date } = message;
  for (const value of [to.name ?? '', subject, messageId]) {
    if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value))
      throw new ProgrammingError('A mail header holds a line break or control character.');
  }
  return {
    from: { name: from.name ?? '', address: from.address },
    to: { name: to.name ?? '', address: mailAddress.parse(to.address) },
    subject,
    html,
    text,
    messageId,
    date,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
