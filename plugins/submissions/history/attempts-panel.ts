import { z } from 'zod';
import { problemPanel } from '#plugins/problems';
import { view } from '#src/views.ts';
import { attemptsPath, solvePath } from '../paths.ts';
import { Listed, listed } from './history-views.ts';
import { listSubmissions, submissionList } from './submission-list.ts';

const shown = 5;

/** One's last attempts, on the page of the problem, with the way to the next one. */
export const attemptsPanel = problemPanel({
  name: 'attempts',
  view: view(
    'submissions/panel',
    z.object({ submissions: z.array(Listed), all: z.string(), solve: z.string().nullable() }),
  ),
  async load(scope, { id, versionId }) {
    if (scope.actor.kind !== 'user') return null;
    const query = submissionList.query.parse({ limit: shown });
    const { rows } = await listSubmissions(scope, query, { userId: scope.actor.id, problemId: id });
    return { submissions: rows.map(listed), all: attemptsPath(id), solve: versionId === null ? null : solvePath(id) };
  },
});
