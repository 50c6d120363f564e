import { z } from 'zod';
import { keepTheirs, releaseScores } from '#lti';
import { DomainError } from '#src/errors.ts';
import { redirect } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { makeGrade } from '../make-grade.ts';
import { overrideGrade, undoOverride } from '../override/override-grade.ts';
import { selectGrade } from '../panel/select-grade.ts';
import { studentsPath } from '../students/class-page.ts';
import { compare } from '../students/student-routes.ts';
import { selectStudent, type TaughtStudent } from './select-student.ts';
import { studentPage, studentView } from './student-page.ts';

const params = z.object({ id: idOf('assignment'), userId: idOf('assignmentStudent') });
const allow = (scope: Scope, ids: z.output<typeof params>) => selectStudent(scope, ids);
const path = `${studentsPath(':id')}/:userId`;
const pathOf = ({ assignmentId, userId }: TaughtStudent) => `${studentsPath(assignmentId)}/${userId}`;

interface Act {
  /** The last part of its path, and of the text that says it was done. */
  readonly noun: 'undoing' | 'sending' | 'keeping' | 'replacement' | 'comparison';
  readonly summary: string;
  readonly perform: (scope: Scope, student: TaughtStudent) => Promise<unknown>;
}

const act = ({ noun, summary, perform }: Act) =>
  post(`${path}/${noun}`, {
    summary,
    params,
    body: z.object({}),
    allow,
    async handle(scope, { row }) {
      await perform(scope, row);
      return redirect(pathOf(row), { said: `grading.student.said.${noun}` });
    },
  });

/** One student with an assignment: the grade, the work, what the LMS has, and what somebody who teaches does about it. */
export const studentPageRoutes = [
  get(path, {
    summary:
      'A student of an assignment: grade and how it came about, every submission, what the LMS has, and who changed what',
    answer: studentView,
    params,
    allow,
    handle: async (scope, { row }) => studentPage(scope, row),
  }),

  post(`${path}/override`, {
    summary: "Sets a student's points, whatever the rules give, with a reason that the student reads",
    params,
    body: z.object({
      points: z.number().min(0).max(100_000).multipleOf(0.0001),
      reason: z.string().max(10_000),
    }),
    allow,
    async handle(scope, { row, body }) {
      await overrideGrade(scope, { assignmentId: row.assignmentId, userId: row.userId, ...body });
      return redirect(pathOf(row), { said: 'grading.student.said.override' });
    },
    again: async (scope, { row }, form) => studentPage(scope, row, form),
  }),

  act({
    noun: 'undoing',
    summary: 'Takes back what was set by hand: the rules decide again',
    perform: undoOverride,
  }),
  act({
    noun: 'sending',
    summary: "Sends a student's grade to the LMS again",
    perform: (scope, student) => makeGrade(scope, student, { isRepeated: true }),
  }),
  act({
    noun: 'comparison',
    summary: 'Compares with what the LMS has; what is missing there is sent again',
    perform: (scope, { assignmentId }) => compare(scope, assignmentId),
  }),
  act({
    noun: 'keeping',
    summary: "Leaves the LMS's value where somebody changed it there",
    perform: async (scope, student) => refuseNone(await keepTheirs(scope, await scoreOf(scope, student))),
  }),
  act({
    noun: 'replacement',
    summary: 'Replaces the value that was changed in the LMS by ours',
    perform: async (scope, student) =>
      refuseNone(await releaseScores(scope, 'replaced', await scoreOf(scope, student))),
  }),
];

async function scoreOf(scope: Scope, student: TaughtStudent) {
  const row = await selectGrade(scope, student);
  if (row?.scoreId == null || row.lineItemId === null) throw new DomainError('conflict', 'grading.error.moved');
  return { lineItemId: row.lineItemId, scoreId: row.scoreId };
}

/** Meanwhile the score went its way. */
function refuseNone(done: number) {
  if (done === 0) throw new DomainError('conflict', 'grading.error.moved');
}
