import { z } from 'zod';
import type { Scope } from '#src/scope/scope.ts';
import { isStaff, type AssignmentRow } from '../select-assignment.ts';
import { endOf, phaseNow } from './clock.ts';

export const timingStates = ['waiting', 'running', 'over'] as const;

/** How the time of a learner stands where there is a limit. */
export const TimingFields = z.object({
  state: z.enum(timingStates),
  minutes: z.int(),
  /** Of them, what was given to this person. */
  extraMinutes: z.int(),
  startedAt: z.iso.datetime().nullable(),
  /** Of who has not begun: when it would end if they began now. */
  endsAt: z.iso.datetime(),
  /** By the clock of the server, at that time. */
  leftSeconds: z.int(),
  at: z.iso.datetime(),
  /** It ends before the minutes are used up, because it closes for everybody. */
  isCutShort: z.boolean(),
  /** The clock of one starts that of all. */
  isOfGroup: z.boolean(),
});
export type TimingFields = z.output<typeof TimingFields>;

/** Null for those who teach, where there is no limit, and for who has not begun and cannot now. */
export function timingFields({ now }: Pick<Scope, 'now'>, row: AssignmentRow): TimingFields | null {
  const { minutes, extraMinutes, startedAt, groupSet } = row;
  const phase = phaseNow(row, now());
  const isOpen = phase === 'open' || phase === 'late';
  if (isStaff(row) || minutes === null || (startedAt === null && !isOpen)) return null;
  const begun = startedAt ?? now();
  const endsAt = endOf(row, { begun, minutes });
  return {
    state: startedAt === null ? 'waiting' : isOpen ? 'running' : 'over',
    minutes,
    extraMinutes,
    startedAt: startedAt?.toISOString() ?? null,
    endsAt: endsAt.toISOString(),
    leftSeconds: isOpen ? Math.max(0, Math.ceil((endsAt.getTime() - now().getTime()) / 1_000)) : 0,
    at: now().toISOString(),
    isCutShort: endsAt.getTime() < begun.getTime() + minutes * 60_000,
    isOfGroup: groupSet !== null,
  };
}

/** Whether a learner sees statement and tests only once their clock runs. */
export const isToBegin = (scope: Pick<Scope, 'now'>, row: AssignmentRow): boolean =>
  timingFields(scope, row)?.state === 'waiting';
