import { audit } from '#src/audit/audit.ts';
import type { Scope } from '#src/scope/scope.ts';
import { forgetSearchChoices } from '../catalogue/search-choices.ts';
import { openContent } from '../content/seal-content.ts';
import { ProblemDraft } from '../problem-draft.entity.ts';
import { Problem } from '../problem.entity.ts';
import { removedMark } from './remove-problem.ts';

/** Back into the catalogue, and seen by whom its author wants. */
export async function restoreProblem(scope: Scope, problemId: string): Promise<void> {
  const { em } = scope;
  const problem = await em.findOneOrFail(Problem, { id: problemId });
  if (!problem.removedAt) return;
  const draft = await em.findOneOrFail(ProblemDraft, { problem: problemId });
  problem.removedAt = null;
  problem.visibility = openContent(scope, draft).visibility;
  if (problem.title.startsWith(removedMark)) problem.title = problem.title.slice(removedMark.length);
  await em.flush();
  forgetSearchChoices(scope);
  await audit(scope, { action: 'problem.restored', target: { type: 'problem', id: problemId } });
}
