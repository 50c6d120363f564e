import { z } from 'zod';
import type { Scope } from '#src/scope/scope.ts';
import type { Attempt } from '../select-attempts.ts';
import { isStaff, type AssignmentRow } from '../select-assignment.ts';
import { isToBegin } from '../timing/timing-fields.ts';
import { AttemptFields, attemptFields } from './attempt-fields.ts';
import { WindowFields, windowFields } from './window-fields.ts';

/** What handing in now would mean: said beside the button that does it. */
export const TermFields = z.object({
  isStaff: z.boolean(),
  /** Whether the reader is nobody who hands in work. */
  isVisitor: z.boolean(),
  phase: WindowFields.shape.phase,
  hasDue: z.boolean(),
  latePercentNow: z.number(),
  mostAttempts: AttemptFields.shape.mostAttempts,
  attemptsLeft: AttemptFields.shape.attemptsLeft,
  /** Whether something may be handed in now. */
  isOpen: z.boolean(),
});

export function termFields(scope: Scope, row: AssignmentRow, own: readonly Attempt[]): z.output<typeof TermFields> {
  const { phase, latePercentNow } = windowFields(scope, row);
  const { mostAttempts, attemptsLeft } = attemptFields(row, own);
  const isTime = (phase === 'open' || phase === 'late') && !isToBegin(scope, row);
  const isTaken = row.role === 'learner' && isTime && attemptsLeft !== 0;
  return {
    phase,
    latePercentNow,
    mostAttempts,
    attemptsLeft,
    hasDue: row.dueAt !== null,
    isStaff: isStaff(row),
    isVisitor: row.role === 'none',
    isOpen: isStaff(row) || isTaken,
  };
}
