import { createFormatters } from '#src/messages/formatters.ts';

/** An instant as a field of type `datetime-local` wants it, in the reader's zone; what somebody typed there stays as it is. */
export function localInstant(text: string, timeZone: string): string {
  if (!/T.*(?:Z|[+-]\d\d:?\d\d)$/i.test(text) || Number.isNaN(Date.parse(text))) return text;
  const parts = format(timeZone).formatToParts(new Date(text));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)!.value;
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`;
}

const format = (timeZone: string) =>
  createFormatters(timeZone).getDateTimeFormat('en-GB', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
