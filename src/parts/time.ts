import { createFormatters } from '#src/messages/formatters.ts';
import { escaped, SafeHtml } from '#src/safe-html.ts';
import type { Frame, Options } from './part.ts';

/**
 * An instant in the reader's zone and language, exact for machines; `only='date'` or `only='time'` shows less, `zone` (an IANA name)
 * shows it as clocks elsewhere do. Nothing for null.
 */
export function time(at: string | Date | null, { only, zone }: Options, { locale, timeZone }: Frame): SafeHtml | '' {
  if (at === null) return '';
  const instant = new Date(at);
  const format = createFormatters(typeof zone === 'string' ? zone : timeZone).getDateTimeFormat(locale, {
    ...(only !== 'time' && { dateStyle: 'medium' }),
    ...(only !== 'date' && { timeStyle: 'short' }),
  });
  return new SafeHtml(`<time datetime="${instant.toISOString()}">${escaped(format.format(instant))}</time>`);
}
