import path from 'node:path';
import { createTransport } from 'nodemailer';
import { writeAtomically } from '#src/files/atomic-write.ts';
import { MailFailure } from './mail-failure.ts';
import type { MailMessage, MailTransport } from './mail-transport.ts';
import type { Mailbox } from './mailbox.ts';
import { mimeMessage } from './mime-message.ts';

/** Mails as files, oldest name first, that any mail program opens. The same mail written twice is one file. */
export function openFolderTransport(folder: string, from: Mailbox): MailTransport {
  const builder = createTransport({ streamTransport: true, buffer: true });
  return {
    async send(message) {
      const { message: built } = await builder.sendMail(mimeMessage(message, from));
      const file = path.join(folder, fileName(message));
      const bytes = Buffer.isBuffer(built) ? [built] : built;
      await writeAtomically(file, bytes).catch((error: Error) => {
        throw new MailFailure(error.message, { permanent: false, cause: error });
      });
      return `written to ${file}`;
    },
    close: () => builder.close(),
  };
}

const fileName = ({ date, messageId }: MailMessage) =>
  `${date.toISOString().replace(/[:.]/g, '-')}-${messageId.replace(/[^A-Za-z0-9@-]/g, '')}.eml`;
