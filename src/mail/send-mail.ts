import { invalid, ProgrammingError } from '#src/errors.ts';
import { negotiateLocale } from '#src/messages/locale.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import type { Mail } from './define-mail.ts';
import { enqueueMail } from './enqueue-mail.ts';
import { mailKind } from './mail-kind.ts';
import { mailRows, sealData } from './mail-rows.ts';
import { mailAddress, type Mailbox } from './mailbox.ts';

export interface Letter<D> {
  readonly to: Mailbox;
  readonly data: D;
  /** Their user or operator id, so that export and erasure find the mail. */
  readonly recipientId?: string | null;
  /** Default: the Scope's. */
  readonly locale?: string;
  readonly timeZone?: string;
}

/**
 * Queues a mail in the open transaction: it goes out exactly when what led to it is committed. Returns the id of its row.
 * Throws DomainError `invalid` for an address that is none, a ZodError for data that the mail does not declare.
 */
export async function sendMail<D>(scope: Scope | InstallationScope, mail: Mail<D>, letter: Letter<D>): Promise<string> {
  if (!scope.contributions(mailKind).some(({ name }) => name === mail.name)) throw unknownMail(mail.name);
  if (!mailAddress.safeParse(letter.to.address).success) throw invalid({ field: 'email', key: 'kernel.error.email' });
  const id = crypto.randomUUID();
  const row = mailRows(scope).create({
    id,
    mail: mail.name,
    recipientId: letter.recipientId ?? null,
    toAddress: letter.to.address,
    toName: letter.to.name?.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim() || null,
    locale: negotiateLocale([letter.locale ?? scope.locale]),
    timeZone: letter.timeZone ?? scope.timeZone,
    sealedData: sealData(scope, id, mail.data.parse(letter.data)),
  });
  await enqueueMail(scope, row);
  return id;
}

const unknownMail = (name: string) =>
  new ProgrammingError(
    `Nobody contributes the mail ${name}. Add mailKind(…) to \`contributes\` in the plugin.ts of its owner.`,
  );
