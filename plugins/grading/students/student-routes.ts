import { z } from 'zod';
import { selectTaughtAssignment } from '#plugins/assignments';
import { compareColumn } from '#lti';
import { DomainError } from '#src/errors.ts';
import { redirect } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { tellAgainJob } from '../grading-jobs.ts';
import { classPage, studentsPath } from './class-page.ts';
import { classView } from './class-views.ts';
import { selectClass } from './select-class.ts';
import { studentList } from './student-list.ts';

const params = z.object({ id: idOf('assignment') });
const allow = (scope: Scope, { id }: z.output<typeof params>) => selectTaughtAssignment(scope, id);

/** The class, for those who teach it. */
export const studentRoutes = [
  get(studentsPath(':id'), {
    summary:
      'The students of an assignment: who has tried, solved it or is stuck, how each test went, points here and in the LMS',
    answer: classView,
    params,
    query: studentList.query,
    allow,
    handle: async (scope, { row, query }) => classPage(scope, row, query),
  }),

  post(`${studentsPath(':id')}/telling`, {
    summary: 'Tells the LMS every grade of an assignment again',
    params,
    body: z.object({}),
    allow,
    async handle(scope, { row }) {
      await scope.enqueue(tellAgainJob, { assignmentId: row.id });
      return redirect(studentsPath(row.id), { said: 'grading.students.said' });
    },
  }),

  post(`${studentsPath(':id')}/comparison`, {
    summary: 'Compares the grades of an assignment with what the LMS has; what is missing there is sent again',
    params,
    body: z.object({}),
    allow,
    async handle(scope, { row }) {
      await compare(scope, row.id);
      return redirect(studentsPath(row.id), { said: 'grading.students.compared' });
    },
  }),
];

/** Throws DomainError `conflict` where the LMS keeps no column. */
export async function compare(scope: Scope, assignmentId: string): Promise<void> {
  const { lineItemId } = await selectClass(scope, assignmentId);
  if (lineItemId === null) throw new DomainError('conflict', 'grading.error.noColumn');
  await compareColumn(scope, lineItemId);
}
