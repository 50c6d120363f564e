import { DomainError } from '#src/errors.ts';

/** When work on an assignment is taken, and what lateness costs. */
export interface Windows {
  readonly releaseAt: Date | null;
  readonly dueAt: Date | null;
  readonly lateUntil: Date | null;
  /** Of the points, for each day that has begun. */
  readonly latePercentPerDay: number;
}

export const phases = ['before', 'open', 'late', 'closed'] as const;
export type Phase = (typeof phases)[number];

/** Where an assignment stands at an instant. The second in which it is due, or in which late work ends, counts whole. */
export function phaseAt({ releaseAt, dueAt, lateUntil }: Windows, at: Date): Phase {
  if (releaseAt !== null && at < releaseAt) return 'before';
  if (dueAt === null || secondsOf(at) <= secondsOf(dueAt)) return 'open';
  return lateUntil !== null && secondsOf(at) <= secondsOf(lateUntil) ? 'late' : 'closed';
}

/** Throws DomainError `conflict` where work is taken at no such time. */
export function refuseClosed(phase: Phase): void {
  if (phase === 'before') throw new DomainError('conflict', 'assignments.error.notOpen');
  if (phase === 'closed') throw new DomainError('conflict', 'assignments.error.closed');
}

/** Percent of the points that are taken off work accepted then: each day of 24 hours counts once it has begun. */
export function latePercentAt({ dueAt, latePercentPerDay }: Windows, at: Date): number {
  if (dueAt === null) return 0;
  const seconds = secondsOf(at) - secondsOf(dueAt);
  if (seconds <= 0) return 0;
  return Math.min(100, Math.ceil(seconds / daySeconds) * latePercentPerDay);
}

const daySeconds = 86_400;
export const secondsOf = (at: Date) => Math.floor(at.getTime() / 1_000);
