import type { MessageParameters } from '#src/errors.ts';
import type { Messages } from '#src/messages/load-messages.ts';
import type { Reader, Views } from '#src/views.ts';
import type { Mail } from './define-mail.ts';

export interface RenderedMail {
  /** One line. */
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Writes a mail in the reader's language. Throws a ZodError when the data is not what the mail declares. */
export function renderMail<D>(
  { views, messages }: { readonly views: Views; readonly messages: Messages },
  mail: Mail<D>,
  data: D,
  reader: Reader,
): RenderedMail {
  const parsed = mail.data.parse(data);
  const subject = messages.translate(reader.locale, mail.subjectKey, plainValues(parsed), reader.timeZone);
  return {
    subject: subject.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim(),
    html: views.render(mail.html, parsed, reader),
    text: views.render(mail.text, parsed, reader),
  };
}

/** A subject may name any of the data's own texts and numbers. */
const plainValues = (data: unknown): MessageParameters =>
  Object.fromEntries(
    Object.entries(data ?? {}).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value)),
  );
