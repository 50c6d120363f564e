import { z } from 'zod';
import { Chart } from '#src/charts/chart.ts';
import { created, page, redirect } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { allowProblem } from '../allow-problem.ts';
import { problemPath, problemsPath } from '../paths.ts';
import { readStatement } from '../read-statement.ts';
import { refuseKeptHints } from './hint-keeper.ts';
import { openHint } from './open-hint.ts';
import { hintsOf, hintsView, problemPage, problemView } from './problem-views.ts';
import { selectStatistics } from './select-statistics.ts';

const ById = z.object({ id: idOf('problem') });

const statisticsView = view(
  'problems/catalogue/statistics',
  z.object({
    id: z.uuid(),
    title: z.string(),
    totalAttempts: z.int(),
    successfulAttempts: z.int(),
    acceptanceRate: z.number().nullable(),
    averageScore: z.number().nullable(),
    averageMinutes: z.number().nullable(),
    people: z.int(),
    solvers: z.int(),
    popularityScore: z.int(),
    chart: Chart.nullable(),
  }),
);

/** One problem, as whoever solves it sees it. */
export const problemRoutes = [
  get(`${problemsPath}/:id`, {
    summary: 'One problem: statement, samples, the hints that are open; a draft leads to where it is written',
    answer: problemView,
    params: ById,
    allow: allowSigned,
    async handle(scope, { row: { problem, userId } }) {
      const { versionId } = problem;
      if (versionId === null) return redirect(`${problemPath(problem.id)}/edit`);
      return problemPage(scope, { row: { ...problem, versionId }, userId });
    },
  }),

  post(`${problemsPath}/:id/hints`, {
    summary: 'Opens the next hint',
    answer: hintsView,
    params: ById,
    body: z.object({ level: z.int().min(1).max(100) }),
    allow: async (scope, params) => allowPublished(scope, params),
    async handle(scope, { row: { problem, userId }, body: { level } }) {
      await refuseKeptHints(scope, { problemId: problem.id, userId });
      const statement = await readStatement(scope, problem.versionId);
      // One that is not there is nobody's turn.
      const wanted = level <= statement.hints.length ? level : 0;
      const hintsOpened = await openHint(scope, { problemId: problem.id, userId, level: wanted });
      return created(`${problemPath(problem.id)}#hints`, hintsView, hintsOf(problem.id, statement, { hintsOpened }));
    },
  }),

  get(`${problemsPath}/:id/stats`, {
    summary: 'How a problem fares: attempts, acceptance, scores, time',
    answer: statisticsView,
    params: ById,
    allow: allowPublished,
    async handle(scope, { row: { problem } }) {
      const { id, title } = problem;
      return page(statisticsView, { id, title, ...(await selectStatistics(scope, id)) });
    },
  }),
];

async function allowSigned(scope: Scope, { id }: { readonly id: string }) {
  const problem = await allowProblem(scope, id);
  return problem && scope.actor.kind === 'user' ? { problem, userId: scope.actor.id } : null;
}

async function allowPublished(scope: Scope, params: { readonly id: string }) {
  const row = await allowSigned(scope, params);
  const versionId = row?.problem.versionId;
  return row && versionId ? { ...row, problem: { ...row.problem, versionId } } : null;
}
