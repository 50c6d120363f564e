import type { Scope } from '#src/scope/scope.ts';
import { ProblemVersion } from './problem-version.entity.ts';

/** The version of a problem that is solved now; null for one that was never published. */
export const currentVersionOf = ({ em }: Scope, problemId: string): Promise<ProblemVersion | null> =>
  em.findOne(ProblemVersion, { problem: problemId }, { orderBy: { number: 'desc' } });
