import { z } from 'zod';
import { acceptedPage, mostBytes, ProgramInput, refusedPage, verdictView, workRoutes } from '#plugins/submissions';
import { afterwards } from '#src/http/handled.ts';
import { redirect } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { assignmentPath } from '../paths.ts';
import { selectAssignment, type AssignmentRow } from '../select-assignment.ts';
import { submitWork, type Work } from '../submit-work.ts';
import { isToBegin } from '../timing/timing-fields.ts';
import { assignedPlaces, findPlace } from './assigned-places.ts';
import { assignmentPage, findWork } from './assignment-page.ts';
import { assignmentView } from './assignment-view.ts';
import { tellWork } from './live-topics.ts';

const params = z.object({ id: idOf('assignment') });
const { path, allow, draw } = assignedPlaces;

/** An assignment, for everybody in its course. */
export const assignmentRoutes = [
  get(assignmentPath(':id'), {
    summary: 'An assignment: its dates and rules, one of its problems, and what the reader has handed in',
    answer: assignmentView,
    params,
    query: z.object({ problem: z.uuid().optional() }),
    allow: (scope, { id }) => selectAssignment(scope, id),
    handle: async (scope, { row, query }) => assignmentPage(scope, row, query),
  }),

  post(`${assignmentPath(':id')}/submissions`, {
    summary: 'Hands in a solution for an assignment; its verdict comes later, at the page of the submission',
    answer: verdictView,
    params,
    body: ProgramInput.extend({ problemId: z.uuid().optional().describe('Needed where it has several problems') }),
    maxBytes: mostBytes,
    allow: (scope, { id }) => selectAssignment(scope, id),
    async handle(scope, { row, body: { problemId, ...program } }) {
      const { current: problem } = await findWork(scope, row, problemId);
      return afterwards(await handIn(scope, row, { ...program, problem }));
    },
    afterwards: acceptedPage,
  }),

  get(path, {
    summary: 'One problem of an assignment in the workspace: task, own code in one language, latest verdict',
    answer: assignmentView,
    params: z.object(assignedPlaces.params),
    query: z.object({ language: z.string().max(50).optional() }),
    allow: findPlace,
    handle: async (scope, { row, query }) =>
      isToBegin(scope, row.row) ? redirect(assignmentPath(row.row.id)) : draw(scope, row, query),
  }),

  post(`${path}/submissions`, {
    summary: 'Hands in a solution of that problem; its verdict comes later, at the page of the submission',
    answer: verdictView,
    params: z.object(assignedPlaces.params),
    body: ProgramInput,
    maxBytes: mostBytes,
    allow,
    handle: async (scope, { row: { row, current: problem }, body }) =>
      afterwards(await handIn(scope, row, { ...body, problem })),
    afterwards: acceptedPage,
    again: async (scope, { row, visit }, form) => refusedPage(form, visit, (refused) => draw(scope, row, { refused })),
  }),

  ...workRoutes(assignedPlaces),
];

async function handIn(scope: Scope, row: AssignmentRow, work: Work) {
  const { id } = await submitWork(scope, row, work);
  tellWork(scope, { assignmentId: row.id, userId: row.userId, problemId: work.problem.problemId });
  return id;
}
