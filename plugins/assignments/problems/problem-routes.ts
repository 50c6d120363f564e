import { z } from 'zod';
import { allowProblem } from '#plugins/problems';
import { invalid } from '#src/errors.ts';
import { redirect } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import { versionField } from '#src/http/stale-save/versioned.ts';
import type { Scope } from '#src/scope/scope.ts';
import { assignmentsPath } from '../paths.ts';
import { selectTaughtAssignment } from '../select-assignment.ts';
import { choosableList } from './choosable-list.ts';
import { addProblem, editProblems, mostProblems, type Worth } from './edit-problems.ts';
import { problemsPage, problemsPath, problemsView } from './problems-page.ts';

const params = z.object({ id: idOf('assignment') });
const allow = (scope: Scope, { id }: z.output<typeof params>) => selectTaughtAssignment(scope, id);
const path = `${assignmentsPath}/:id/problems`;

/** What a button does to the problem with this place in the list: `1.up`. */
const Act = z
  .string()
  .regex(/^\d{1,3}\.(up|down|remove)$/)
  .optional();

const ProblemsInput = z.object({
  version: versionField,
  problems: z
    .array(z.object({ id: z.uuid(), points: z.number().positive().max(100_000).multipleOf(0.0001) }))
    .max(mostProblems)
    .default([])
    .describe('All of them, in their order'),
  act: Act,
});

/** What is to be solved in an assignment. */
export const problemRoutes = [
  get(path, {
    summary: 'The problems of an assignment with their points, and a search for more',
    answer: problemsView,
    params,
    query: choosableList.query,
    allow,
    handle: async (scope, { row, query }) => problemsPage(scope, row, query),
  }),

  post(path, {
    summary: 'Sets points and order of the problems of an assignment; those that are left out are taken away',
    params,
    body: ProblemsInput,
    allow,
    async handle(scope, { row, body: { version, problems, act } }) {
      const listed = problems.map(({ id, points }) => ({ problemId: id, points }));
      await editProblems(scope, { assignmentId: row.id, version }, rearranged(listed, act));
      return redirect(problemsPath(row.id), { said: 'assignments.problem.said' });
    },
    again: async (scope, { row }, form) => problemsPage(scope, row, choosableList.query.parse({}), form),
  }),

  post(`${path}/addition`, {
    summary: 'Puts a problem at the end of an assignment, in the version that is published now',
    params,
    body: z.object({ version: versionField, problemId: z.uuid() }),
    allow,
    async handle(scope, { row, body: { version, problemId } }) {
      const problem = await allowProblem(scope, problemId);
      if (!problem?.versionId) throw invalid({ field: 'problemId', key: 'assignments.error.notPublished' });
      await addProblem(scope, { assignmentId: row.id, version }, problemId);
      return redirect(problemsPath(row.id), { said: 'assignments.problem.added' });
    },
    again: async (scope, { row }, form) => problemsPage(scope, row, choosableList.query.parse({}), form),
  }),
];

function rearranged(problems: readonly Worth[], act: string | undefined): readonly Worth[] {
  if (act === undefined) return problems;
  const [place, verb] = act.split('.');
  const rest = [...problems];
  const [moved] = rest.splice(Number(place), 1);
  if (moved === undefined || verb === 'remove') return rest;
  rest.splice(Math.max(0, Number(place) + (verb === 'up' ? -1 : 1)), 0, moved);
  return rest;
}
