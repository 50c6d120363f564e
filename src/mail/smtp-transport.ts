import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { MailFailure } from './mail-failure.ts';
import type { MailTransport } from './mail-transport.ts';
import type { Mailbox } from './mailbox.ts';
import { mimeMessage } from './mime-message.ts';
import type { SmtpAddress } from './smtp-address.ts';

export interface SmtpTimeouts {
  readonly connectMs: number;
  /** Without a byte from the server. */
  readonly silenceMs: number;
}

const patience: SmtpTimeouts = { connectMs: 10_000, silenceMs: 30_000 };

/** Sends over a few kept connections. A mail that failed is not tried again: that is the caller's to decide. */
export function openSmtpTransport(address: SmtpAddress, from: Mailbox, timeouts = patience): MailTransport {
  const transport = createTransport({
    pool: true,
    // A kept connection that the server has dropped meanwhile is replaced once.
    maxRequeues: 1,
    maxConnections: 3,
    host: address.host,
    port: address.port,
    secure: address.secure,
    requireTLS: address.requireTls,
    tls: { rejectUnauthorized: address.verifyCertificate },
    ...(address.user && { auth: { user: address.user.name, pass: address.user.password } }),
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.connectMs,
    dnsTimeout: timeouts.connectMs,
    socketTimeout: timeouts.silenceMs,
  });
  return {
    async send(message) {
      const sent = await transport.sendMail(mimeMessage(message, from)).catch((error: unknown) => {
        throw failureFrom(error);
      });
      return sent.response;
    },
    close: () => transport.close(),
  };
}

/** Codes that speak of our connection or account rather than of this mail: an operator mends them, and then it goes. */
const oursToMend = new Set([503, 530, 534, 535, 538]);
const aboutTheMail = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);

function failureFrom(error: unknown): MailFailure {
  const { response, responseCode, command } = smtpError.parse(error);
  const refused =
    responseCode >= 500 && responseCode < 600 && aboutTheMail.has(command) && !oursToMend.has(responseCode);
  const reason = response ?? (error instanceof Error ? error.message : String(error));
  return new MailFailure(reason, { permanent: refused, cause: error });
}

const smtpError = z.object({
  response: z.string().optional().catch(undefined),
  responseCode: z.number().catch(0),
  command: z.string().catch(''),
});
