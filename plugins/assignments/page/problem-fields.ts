import { z } from 'zod';
import { verdictKind } from '#plugins/submissions';
import { assignedPath } from '../paths.ts';
import type { Attempt } from '../select-attempts.ts';
import type { ProblemWork } from './select-work.ts';

/** A problem among those of its assignment. */
export const ProblemFields = z.object({
  id: z.uuid(),
  title: z.string(),
  points: z.number(),
  position: z.int(),
  /** Shape of the sign of the best attempt; null before the first. */
  kind: z.string().nullable(),
  /** Where it is worked on. */
  path: z.string(),
});

export const problemFields = (
  assignmentId: string,
  { problemId, title, points, position, attempts }: ProblemWork,
): z.output<typeof ProblemFields> => ({
  id: problemId,
  title,
  points,
  position,
  kind: kindOf(attempts),
  path: assignedPath(assignmentId, problemId),
});

/** Whether an attempt has every point that there is. */
export const isSolved = ({ attempts }: Pick<ProblemWork, 'attempts'>) =>
  attempts.some(({ status }) => status === 'ACCEPTED');

function kindOf(attempts: readonly Attempt[]) {
  const best = attempts.toSorted((one, other) => shareOf(one) - shareOf(other)).at(-1);
  return best ? verdictKind({ verdict: best.status, points: best.points }) : null;
}

const shareOf = ({ points, maxPoints }: Attempt) => (maxPoints > 0 ? points / maxPoints : 0);
