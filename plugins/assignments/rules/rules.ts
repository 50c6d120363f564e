import type { Policy } from '../assignment.entity.ts';
import type { Clock } from '../timing/clock.ts';
import type { Windows } from '../windows.ts';

/** By what one person's work on an assignment is taken in and graded; extensions are in it already. */
export interface Rules extends Windows, Clock {
  /** For each problem; null for as many as one likes. */
  readonly attempts: number | null;
  /** The start that counts now; null for who has not begun, or may begin again. */
  readonly startedAt: Date | null;
  /** How many of the minutes were given to this person alone. */
  readonly extraMinutes: number;
  readonly policy: Policy;
}

/** As SQL with the columns and the join of `rules-sql.ts` gives them. */
export type RulesRow = Omit<Rules, 'releaseAt' | 'dueAt' | 'lateUntil' | 'startedAt' | 'starts'> & {
  readonly releaseAt: string | null;
  readonly dueAt: string | null;
  readonly lateUntil: string | null;
  readonly startedAt: string | null;
  readonly starts: readonly string[];
};

/** Late work ends no sooner than work is due, whatever was given to whom. */
export function rulesOf({ releaseAt, dueAt, lateUntil, startedAt, starts, ...rest }: RulesRow): Rules {
  const due = instant(dueAt);
  const late = instant(lateUntil);
  return {
    ...rest,
    releaseAt: instant(releaseAt),
    dueAt: due,
    lateUntil: due && late && late > due ? late : null,
    startedAt: instant(startedAt),
    starts: starts.map((start) => new Date(start)),
  };
}

const instant = (text: string | null) => (text === null ? null : new Date(text));
