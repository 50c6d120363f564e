import addressparser from 'nodemailer/lib/addressparser';
import { z } from 'zod';
import { ProgrammingError } from '#src/errors.ts';

/** One address and, where known, whose it is. */
export interface Mailbox {
  readonly address: string;
  readonly name?: string;
}

/** An address that mail can be sent to: exactly one, nothing else on the line. */
export const mailAddress = z.email().max(254);

/** Reads `Assay <assay@example.edu>`, the value of MAIL_FROM. Throws a ProgrammingError. */
export function readMailbox(text: string): Mailbox {
  const found = addressparser(text, { flatten: true });
  const [only] = found;
  if (!only || found.length > 1 || !isAddress(only.address)) {
    throw new ProgrammingError(
      `MAIL_FROM has to be one address such as "Assay <assay@example.edu>", not ${JSON.stringify(text)}.`,
    );
  }
  return only.name ? { name: only.name, address: only.address } : { address: only.address };
}

/** MAIL_FROM may be `assay@localhost`, as development has it; what people give may not. */
const isAddress = (address: string) =>
  mailAddress.or(z.string().regex(/^[\w.+-]+@localhost$/)).safeParse(address).success;
