import { z } from 'zod';
import { get } from '#src/http/route.ts';
import { problemPlaces } from './problem-places.ts';
import { solveView } from './workspace-view.ts';

const { path, params, allow, draw } = problemPlaces;

/** Where a problem is solved. */
export const solveRoute = get(`${path}/solve`, {
  summary: 'The workspace: task, own code in one language, latest verdict',
  answer: solveView,
  params: z.object(params),
  query: z.object({ language: z.string().max(50).optional() }),
  allow,
  handle: async (scope, { row, query }) => draw(scope, row, query),
});
