import { z } from 'zod';
import { redirect } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import { assignmentPath, assignmentsPath } from '../paths.ts';
import { selectAssignment, selectTaughtAssignment } from '../select-assignment.ts';
import { setBackStart } from './set-back-start.ts';
import { startList } from './start-list.ts';
import { startWork } from './start-work.ts';
import { startsPage, startsView } from './starts-page.ts';

const params = z.object({ id: idOf('assignment') });
const path = `${assignmentsPath}/:id/starts`;

/** The clock of a time limit: learners start it, and those who teach see whose runs. */
export const timingRoutes = [
  post(`${assignmentsPath}/:id/start`, {
    summary: "Starts the reader's clock for an assignment with a time limit; one that runs goes on",
    params,
    body: z.object({}),
    allow: (scope, { id }) => selectAssignment(scope, id),
    async handle(scope, { row }) {
      await startWork(scope, row);
      return redirect(assignmentPath(row.id));
    },
  }),

  get(path, {
    summary:
      'Who has begun with an assignment that has a time limit, until when their time runs, and who may begin again',
    answer: startsView,
    params,
    query: startList.query,
    allow: (scope, { id }) => selectTaughtAssignment(scope, id),
    handle: async (scope, { row, query }) => startsPage(scope, row, { query }),
  }),

  post(path, {
    summary: 'Lets somebody begin again, with a reason; what they handed in counts',
    params,
    body: z.object({ userId: z.uuid(), reason: z.string().trim().min(1).max(500) }),
    allow: (scope, { id }) => selectTaughtAssignment(scope, id),
    async handle(scope, { row, body }) {
      await setBackStart(scope, row, body);
      return redirect(`${assignmentPath(row.id)}/starts`, { said: 'assignments.starts.said' });
    },
    again: async (scope, { row }, form) => startsPage(scope, row, { query: startList.query.parse({}), form }),
  }),
];
