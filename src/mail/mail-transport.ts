import { openFolderTransport } from './folder-transport.ts';
import type { Mailbox } from './mailbox.ts';
import { openSmtpTransport } from './smtp-transport.ts';
import { readSmtpAddress } from './smtp-address.ts';

export interface MailMessage {
  readonly to: Mailbox;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** The same for every try, so that a mailbox that got it twice shows it once: `<id@host>`. */
  readonly messageId: string;
  readonly date: Date;
}

/** A way out for mails. */
export interface MailTransport {
  /** Resolves, with the other side's own words, once it has taken responsibility. Throws a MailFailure otherwise. */
  send(message: MailMessage): Promise<string>;
  close(): void;
}

/**
 * SMTP to the server of SMTP_URL, or without one a folder that gets an `.eml` file for each mail. Nothing is contacted yet.
 * Throws a ProgrammingError for a wrong address.
 */
export const createMailTransport = (
  url: string | null,
  { folder, from }: { readonly folder: string; readonly from: Mailbox },
): MailTransport => (url ? openSmtpTransport(readSmtpAddress(url), from) : openFolderTransport(folder, from));
