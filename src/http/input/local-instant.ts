import { createFormatters } from '#src/messages/formatters.ts';

const localPattern = /^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?$/;
const dayMs = 86_400_000;

/**
 * The instant at which clocks in `timeZone` (IANA) show `local`, the value of a `datetime-local` field: `2026-11-21T14:30` →
 * `2026-11-21T13:30:00Z`. A time that occurs twice is the first; one that clocks skip is read with the offset from before
 * (02:30 becomes 03:30), as Temporal's "compatible" does. `null` for what is no such value.
 */
export function instantOfLocal(local: string, timeZone: string): string | null {
  if (!localPattern.test(local)) return null;
  const shown = Date.parse(`${local}Z`);
  // The 30th of February is read as the 2nd of March.
  if (Number.isNaN(shown) || isoOf(shown).slice(0, 16) !== local.slice(0, 16)) return null;
  const before = offsetMs(shown - dayMs, timeZone);
  const after = offsetMs(shown + dayMs, timeZone);
  const candidates = [shown - before, shown - after].filter(
    (instant) => instant + offsetMs(instant, timeZone) === shown,
  );
  return isoOf(candidates.length > 0 ? Math.min(...candidates) : shown - before);
}

const isoOf = (instant: number) => new Date(instant).toISOString().replace('.000Z', 'Z');

/** How far clocks in the zone are ahead of UTC. */
function offsetMs(instant: number, timeZone: string): number {
  const format = createFormatters(timeZone).getDateTimeFormat('en-US', {
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const seconds = Math.floor(instant / 1000) * 1000;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - seconds;
}
