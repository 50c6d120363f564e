import { allowProblem, type ProblemRow } from '#plugins/problems';
import type { Scope } from '#src/scope/scope.ts';

/** A problem that has something to solve: a version. */
export type SolvableProblem = ProblemRow & { readonly versionId: string };

/** The problem, if the actor may see it and it was published; null otherwise. */
export async function allowSolving(scope: Scope, problemId: string): Promise<SolvableProblem | null> {
  const problem = await allowProblem(scope, problemId);
  return problem?.versionId ? { ...problem, versionId: problem.versionId } : null;
}
