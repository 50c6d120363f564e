import { z } from 'zod';
import { localInstant } from '#src/parts/local-instant.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { AssignmentRow } from '../select-assignment.ts';
import { phaseNow } from '../timing/clock.ts';
import { latePercentAt, phases } from '../windows.ts';

const instant = z.iso.datetime().nullable();

/** When work is taken, as its page says it. */
export const WindowFields = z.object({
  phase: z.enum(phases),
  releaseAt: instant,
  dueAt: instant,
  lateUntil: instant,
  latePercentPerDay: z.number(),
  /** What would be taken off work that is accepted now. */
  latePercentNow: z.number(),
  /** The course's zone, where its clocks show another time than the reader's; null where they show the same. */
  otherTimeZone: z.string().nullable(),
});

export function windowFields(
  { timeZone, now }: Pick<Scope, 'timeZone' | 'now'>,
  row: AssignmentRow,
): z.output<typeof WindowFields> {
  const { releaseAt, dueAt, lateUntil, latePercentPerDay, courseTimeZone } = row;
  const dates = [releaseAt, dueAt, lateUntil].flatMap((date) => date?.toISOString() ?? []);
  const isShownElse = dates.some((date) => localInstant(date, timeZone) !== localInstant(date, courseTimeZone));
  return {
    phase: phaseNow(row, now()),
    releaseAt: text(releaseAt),
    dueAt: text(dueAt),
    lateUntil: text(lateUntil),
    latePercentPerDay,
    latePercentNow: latePercentAt(row, now()),
    otherTimeZone: isShownElse ? courseTimeZone : null,
  };
}

const text = (date: Date | null) => date?.toISOString() ?? null;
