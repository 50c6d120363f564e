import { audit } from '#src/audit/audit.ts';
import type { Scope } from '#src/scope/scope.ts';
import { forgetSearchChoices } from '../catalogue/search-choices.ts';
import { isUsed } from '../problem-use.ts';
import { Problem } from '../problem.entity.ts';

export const removedMark = '[DELETED] ';

/**
 * Takes a problem away. Where somebody has submitted to it, it only leaves the catalogue: it is private then, and says in its title
 * that it was deleted [D2-18]. Returns whether it is gone for good.
 */
export async function removeProblem(scope: Scope, problemId: string): Promise<boolean> {
  const { em } = scope;
  const problem = await em.findOneOrFail(Problem, { id: problemId });
  const isGone = !(await isUsed(scope, problemId));
  if (isGone) em.remove(problem);
  else if (!problem.removedAt)
    Object.assign(problem, {
      removedAt: scope.now(),
      visibility: 'private',
      title: removedMark + problem.title,
    });
  await em.flush();
  forgetSearchChoices(scope);
  const target = { type: 'problem', id: problemId };
  await audit(scope, { action: 'problem.removed', target, payload: { title: problem.title, isGone } });
  return isGone;
}
