import { z } from 'zod';
import { ProgrammingError } from '#src/errors.ts';

export interface SmtpAddress {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (`smtps:`); otherwise by STARTTLS where the server offers it. */
  readonly secure: boolean;
  /** Without TLS nothing is sent. */
  readonly requireTls: boolean;
  readonly verifyCertificate: boolean;
  readonly user: { readonly name: string; readonly password: string } | null;
}

const flag = z.enum(['true', 'false']).transform((word) => word === 'true');
const options = z.strictObject({ requireTls: flag.optional(), verifyCertificate: flag.default(true) });

/**
 * Reads `smtp://user:password@host:587?requireTls=true&verifyCertificate=true`. A password is never sent without TLS to another
 * machine unless the address says `requireTls=false`. Throws a ProgrammingError.
 */
export function readSmtpAddress(text: string): SmtpAddress {
  const url = URL.parse(text);
  if (!url?.hostname || !['smtp:', 'smtps:'].includes(url.protocol))
    throw wrong('has to be smtp://host:port or smtps://host:port');
  const given = options.safeParse(Object.fromEntries(url.searchParams));
  if (!given.success) throw wrong('takes the options requireTls and verifyCertificate, each true or false');
  const secure = url.protocol === 'smtps:';
  const user = url.username ? { name: decoded(url.username), password: decoded(url.password) } : null;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isHere = ['localhost', '127.0.0.1', '::1'].includes(host);
  return {
    host,
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    requireTls: !secure && (given.data.requireTls ?? (user !== null && !isHere)),
    verifyCertificate: given.data.verifyCertificate,
    user,
  };
}

function decoded(part: string) {
  try {
    return decodeURIComponent(part);
  } catch {
    throw wrong('holds a % in its user or password that has to be written as %25');
  }
}

const wrong = (words: string) => new ProgrammingError(`SMTP_URL ${words}.`);
