import { z } from 'zod';
import { allowProblem, problemPath } from '#plugins/problems';
import { signedInPeople } from '#src/http/allow.ts';
import { get, idOf } from '#src/http/route.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { attemptsPath, solvePath, submissionsPath } from '../paths.ts';
import { isKeeper } from '../verdict/select-submission.ts';
import { historyPage, historyView } from './history-views.ts';
import { listSubmissions, submissionList } from './submission-list.ts';

const own = (path: string) =>
  get(path, {
    summary: 'The submissions of who asks, the newest first',
    answer: historyView,
    query: submissionList.query,
    allow: signedInPeople,
    async handle(scope, { query, row }) {
      return historyPage({ path, query, found: await listSubmissions(scope, query, { userId: row.id }) });
    },
  });

/** Somebody whose work the actor may see: themselves, or anybody for who looks after the organization. */
const findPerson = (scope: Scope, id: string) =>
  isKeeper(scope) || (scope.actor.kind === 'user' && scope.actor.id === id) ? scope.em.findOne(User, { id }) : null;

/** Somebody's attempts at a problem; all of everybody's for its author, and for who looks after the organization [F1-13]. */
async function findAttempts(scope: Scope, problemId: string, userId: string | undefined) {
  const problem = await allowProblem(scope, problemId);
  if (!problem || scope.actor.kind !== 'user') return null;
  const mayAll = problem.mayEdit;
  if (userId !== undefined && userId !== scope.actor.id && !mayAll) return null;
  const isEverybodys = mayAll && userId === undefined;
  return { problem, isEverybodys, userId: isEverybodys ? undefined : (userId ?? scope.actor.id) };
}

/** What somebody has handed in. */
export const historyRoutes = [
  own(submissionsPath),
  own('/submissions/user'),
  own('/users/me/submissions'),

  get('/users/:userId/submissions', {
    summary: 'The submissions of one person',
    answer: historyView,
    params: z.object({ userId: idOf('user') }),
    query: submissionList.query,
    allow: async (scope, { userId }) => findPerson(scope, userId),
    async handle(scope, { query, row }) {
      const found = await listSubmissions(scope, query, { userId: row.id });
      return historyPage({ path: `/users/${row.id}/submissions`, query, found, userName: row.name });
    },
  }),

  get('/problems/:problemId/submissions', {
    summary: "One's attempts at a problem; its author sees those of everybody, or of one person",
    answer: historyView,
    params: z.object({ problemId: idOf('problem') }),
    query: z.intersection(submissionList.query, z.object({ user_id: z.uuid().optional() })),
    allow: (scope, { problemId }, { user_id: userId }) => findAttempts(scope, problemId, userId),
    async handle(scope, { query, row }) {
      const { problem, userId, isEverybodys } = row;
      return historyPage({
        path: attemptsPath(problem.id),
        query,
        found: await listSubmissions(scope, query, { userId, problemId: problem.id }),
        problem: {
          title: problem.title,
          page: problemPath(problem.id),
          solve: problem.versionId === null ? null : solvePath(problem.id),
        },
        isEverybodys,
      });
    },
  }),
];
