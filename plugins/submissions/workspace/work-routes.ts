import { z } from 'zod';
import { get, type Route } from '#src/http/route.ts';
import { draftRoutes } from '../drafts/draft-routes.ts';
import { historyPage, historyView } from '../history/history-views.ts';
import { listSubmissions, submissionList } from '../history/submission-list.ts';
import { runRoute } from '../runs/run-routes.ts';
import type { PlaceOfWork, WorkPlaces } from './place-of-work.ts';

/** What the workspace needs at a kind of places of another plugin, but for handing in, whose rules are that plugin's. */
export const workRoutes = <Shape extends z.ZodRawShape, Place extends NamedPlace>(
  places: WorkPlaces<Shape, Place>,
): readonly Route[] => [runRoute(places), ...draftRoutes(places), attemptsRoute(places)];

export interface NamedPlace extends PlaceOfWork {
  readonly title: string;
  /** Of the actor. */
  readonly userId: string;
}

const attemptsRoute = <Shape extends z.ZodRawShape, Place extends NamedPlace>({
  path,
  params,
  allow,
}: WorkPlaces<Shape, Place>) =>
  get(`${path}/submissions`, {
    summary: "One's attempts at a problem there, and elsewhere",
    answer: historyView,
    params: z.object(params),
    query: submissionList.query,
    allow,
    async handle(scope, { row: { base, solve, title, problemId, userId }, query }) {
      const found = await listSubmissions(scope, query, { userId, problemId });
      return historyPage({ path: `${base}/submissions`, query, found, problem: { title, page: solve, solve } });
    },
  });
