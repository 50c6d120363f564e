import { ProgrammingError } from '#src/errors.ts';
import type { Messages } from '#src/messages/load-messages.ts';
import type { Reader, Views } from '#src/views.ts';
import type { Mail } from './define-mail.ts';
import type { MailMessage, MailTransport } from './mail-transport.ts';
import { renderMail, type RenderedMail } from './render-mail.ts';

/** Writes mails and hands them over. Only the kernel's job uses it; everybody else calls `sendMail`. */
export interface MailRoom {
  write<D>(mail: Mail<D>, data: D, reader: Reader): RenderedMail;
  /** Talks to the mail server, so it throws while a transaction is open. Throws a MailFailure. */
  deliver(message: MailMessage): Promise<string>;
  close(): void;
}

interface Parts {
  readonly views: Views;
  readonly messages: Messages;
  readonly transport: MailTransport;
}

export const openMailRoom = ({ transport, ...parts }: Parts): MailRoom => ({
  write: (mail, data, reader) => renderMail(parts, mail, data, reader),
  deliver: (message) => transport.send(message),
  close: () => transport.close(),
});

/** The same mail room, refusing to deliver while `isTransactionOpen()` says so: no network inside a transaction. */
export const guardMailRoom = (room: MailRoom, isTransactionOpen: () => boolean): MailRoom => ({
  ...room,
  async deliver(message) {
    if (isTransactionOpen())
      throw new ProgrammingError('A mail was delivered while a transaction is open. Use sendMail(…).');
    return room.deliver(message);
  },
});
