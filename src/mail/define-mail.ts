import { z } from 'zod';
import { ProgrammingError } from '#src/errors.ts';
import type { View } from '#src/views.ts';

/** A kind of mail that the application sends. Its words are in two places, by its name `owner.camelCase`:
 *  the views `<owner>/mail/<kebab-case>` and `….text`, and the message `<owner>.mail.<camelCase>.subject`. */
export interface Mail<D = unknown> {
  readonly name: string;
  readonly data: z.ZodType<D>;
  readonly html: View<D>;
  readonly text: View<D>;
  readonly subjectKey: string;
}

/** Declares a mail. What its data holds is kept with the mail, so it is JSON. Throws a ProgrammingError for a bad name. */
export function defineMail<D>({ name, data }: { name: string; data: z.ZodType<D> }): Mail<D> {
  const [, owner, noun] = /^([a-z0-9-]+)\.([a-z][A-Za-z0-9]*)$/.exec(name) ?? [];
  if (!owner || !noun)
    throw new ProgrammingError(`A mail is named owner.noun in camel case, not ${JSON.stringify(name)}.`);
  const path = `${owner}/mail/${noun.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return {
    name,
    data,
    html: { name: path, schema: data },
    text: { name: `${path}.text`, schema: data },
    subjectKey: `${owner}.mail.${noun}.subject`,
  };
}
