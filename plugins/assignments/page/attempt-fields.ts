import { z } from 'zod';
import { verdictKind, verdicts } from '#plugins/submissions';
import { isCounted, type Attempt } from '../select-attempts.ts';
import type { AssignmentRow } from '../select-assignment.ts';
import { latePercentAt } from '../windows.ts';

/** What somebody has handed in for a problem, the newest first, and how often they still may. */
export const AttemptFields = z.object({
  attempts: z.array(
    z.object({
      id: z.uuid(),
      acceptedAt: z.iso.datetime(),
      status: z.enum(verdicts),
      kind: z.string(),
      points: z.number(),
      maxPoints: z.number(),
      latePercent: z.number(),
    }),
  ),
  /** For each problem; null for as often as one likes. */
  mostAttempts: z.int().nullable(),
  attemptsLeft: z.int().nullable(),
});

/** Of one problem; what staff try out uses nothing up. */
export const attemptFields = (row: AssignmentRow, attempts: readonly Attempt[]): z.output<typeof AttemptFields> => ({
  attempts: attempts.toReversed().map((attempt) => fieldsOf(row, attempt)),
  mostAttempts: row.attempts,
  attemptsLeft: row.attempts === null ? null : Math.max(0, row.attempts - attempts.filter(isCounted).length),
});

const fieldsOf = (row: AssignmentRow, { id, acceptedAt, status, points, maxPoints }: Attempt) => ({
  id,
  acceptedAt: acceptedAt.toISOString(),
  status,
  kind: verdictKind({ verdict: status, points }),
  points,
  maxPoints,
  latePercent: latePercentAt(row, acceptedAt),
});
