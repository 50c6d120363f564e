import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { Column } from '../gradebook/column.ts';
import { removeGrade, setGrade } from '../gradebook/set-grade.ts';
import { teaches, type Person } from '../people.ts';
import type { Lms } from '../state.ts';
import { asMember, type Visit } from './as-person.ts';
import { seesAll } from './course-tabs.ts';
import { gradePath } from './grade-cell.ts';
import { sendGrade } from './grade-page.ts';
import { sendGrades, sendGradeTable } from './grades-page.ts';
import { sendMissing } from './missing-page.ts';
import { sendProblem } from './problem-page.ts';

const Form = z.object({
  score: z
    .string()
    .trim()
    .transform((text) => (text === '' ? null : Number(text.replace(',', '.'))))
    .pipe(z.number().nullable()),
  comment: z
    .string()
    .trim()
    .transform((text) => text || null),
  isKept: z
    .string()
    .optional()
    .transform((word) => word === 'yes'),
});

/** The gradebook, and its cells one by one. */
export function gradeRoutes(lms: Lms): Router {
  const router = Router();
  router.get(
    '/courses/:id/grades',
    asMember(lms, (visit, req, res) => sendGrades(lms, visit, req, res)),
  );
  router.get(
    '/courses/:id/grades/table',
    asMember(lms, (visit, req, res) => sendGradeTable(lms, visit, req, res)),
  );
  router.get(
    '/courses/:id/grades/:column/:person',
    atCell(lms, seesAll, (visit, { column, student }, _req, res) => sendGrade(lms, visit, column, student, res)),
  );
  router.post(
    '/courses/:id/grades/:column/:person',
    atCell(lms, teaches, async (_visit, { column, student }, req, res) => {
      const form = Form.safeParse(req.body);
      if (!form.success) return sendProblem(res, 'The grade was not changed', z.prettifyError(form.error));
      await setGrade(lms, column, student, form.data);
      res.redirect(303, gradePath(column, student));
    }),
  );
  router.post(
    '/courses/:id/grades/:column/:person/removal',
    atCell(lms, teaches, async (_visit, { column, student }, _req, res) => {
      await removeGrade(lms, column, student);
      res.redirect(303, gradePath(column, student));
    }),
  );
  return router;
}

interface Cell {
  readonly column: Column;
  readonly student: Person;
}

type Show = (visit: Visit, cell: Cell, req: Request, res: Response) => unknown;

const atCell = (lms: Lms, admits: (part: Visit['part']) => boolean, show: Show) =>
  asMember(lms, (visit, req, res) => {
    const column = lms.columns.find(({ id, courseId }) => id === req.params['column'] && courseId === visit.course.id);
    const student = lms.persons.find(({ id }) => id === req.params['person']);
    return column && student && admits(visit.part)
      ? show(visit, { column, student }, req, res)
      : sendMissing(lms, req, res);
  });
