import { problemPath } from '#plugins/problems';
import { page } from '#src/http/reply.ts';
import { idOf } from '#src/http/route.ts';
import { allowSolving } from '../allow-solving.ts';
import { solvePath } from '../paths.ts';
import type { WorkPlaces } from './place-of-work.ts';
import { workspaceOf } from './workspace-of.ts';
import { solveView } from './workspace-view.ts';

/** Problems themselves, each in its version of now. */
export const problemPlaces: WorkPlaces<{ problemId: ReturnType<typeof idOf> }> = {
  path: problemPath(':problemId'),
  params: { problemId: idOf('problem') },

  async allow(scope, { problemId }) {
    const problem = await allowSolving(scope, problemId);
    if (!problem) return null;
    const base = problemPath(problemId);
    return { problemId, versionId: problem.versionId, base, solve: solvePath(problemId), back: base, place: null };
  },

  async draw(scope, place, options) {
    const workspace = await workspaceOf(scope, place, options);
    return page(solveView, workspace, { title: workspace.task.title });
  },
};
