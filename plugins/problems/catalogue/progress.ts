import { z } from 'zod';
import type { Standing } from './read-problem.ts';

export const progressStatuses = ['NOT_STARTED', 'IN_PROGRESS', 'COMPLETED'] as const;

const instant = z.iso.datetime().nullable();

/** How far somebody is with a problem, wherever they solve it. */
export const Progress = z.object({
  status: z.enum(progressStatuses),
  attempts: z.int(),
  firstAttemptedAt: instant,
  /** Of what solves it as it is judged by now. */
  solvedAt: instant,
  /** When it was solved first, which stays. */
  completedAt: instant,
  bestSubmissionId: z.uuid().nullable(),
});

export const progressOf = (standing: Standing): z.output<typeof Progress> => ({
  status: standing.completedAt ? 'COMPLETED' : standing.attempts > 0 ? 'IN_PROGRESS' : 'NOT_STARTED',
  attempts: standing.attempts,
  firstAttemptedAt: told(standing.firstAttemptedAt),
  solvedAt: told(standing.solvedAt),
  completedAt: told(standing.completedAt),
  bestSubmissionId: standing.bestSubmissionId,
});

const told = (at: string | null) => at && new Date(at).toISOString();
