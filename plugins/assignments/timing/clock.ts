import { phaseAt, secondsOf, type Phase, type Windows } from '../windows.ts';

/** How long somebody may work from when they began. */
export interface Clock {
  /** Null for as long as it is open. */
  readonly minutes: number | null;
  /** When they began, the oldest first: several where those who teach gave the start anew. */
  readonly starts: readonly Date[];
}

/** As `phaseAt`, and closed once the time of somebody who began is used up. */
export function workPhaseAt(rules: Windows & Clock, at: Date): Phase {
  const phase = phaseAt(rules, at);
  return phase !== 'before' && isUsedUp(rules, at) ? 'closed' : phase;
}

/** The same for now: who may begin again has all of their time before them. */
export const phaseNow = (rules: Windows & Clock & { readonly startedAt: Date | null }, now: Date): Phase =>
  rules.startedAt === null ? phaseAt(rules, now) : workPhaseAt(rules, now);

/**
 * What was handed in before the first start was handed in before there was a limit, and stays; of later work the start before it
 * decides. The second in which the time ends counts whole.
 */
function isUsedUp({ minutes, starts }: Clock, at: Date): boolean {
  const begun = starts.findLast((start) => start <= at);
  return minutes !== null && begun !== undefined && secondsOf(at) > secondsOf(begun) + minutes * 60;
}

/** When nothing is taken any more of somebody who begins then: after the minutes, or before, where it closes for everybody. */
export function endOf({ dueAt, lateUntil }: Windows, { begun, minutes }: { begun: Date; minutes: number }): Date {
  const end = begun.getTime() + minutes * 60_000;
  return new Date(Math.min(end, (lateUntil ?? dueAt)?.getTime() ?? end));
}
