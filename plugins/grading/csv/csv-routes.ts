import { z } from 'zod';
import { assignmentPath, selectTaughtAssignment } from '#plugins/assignments';
import { csvOf } from '#src/http/csv-of.ts';
import { get, idOf } from '#src/http/route.ts';
import { gradebookPath } from '../gradebook/gradebook-page.ts';
import { selectTaughtCourse } from '../gradebook/select-taught-course.ts';
import { assignmentCsv } from './assignment-csv.ts';
import { courseCsv } from './course-csv.ts';

/** Grades as files, for those who teach. They are read while they are sent, so no transaction stays open. */
export const csvRoutes = [
  get(`${assignmentPath(':id')}/grades.csv`, {
    summary: 'The grades of an assignment as CSV: a line for each student, what stands here and what the LMS has',
    work: 'steps',
    params: z.object({ id: idOf('assignment') }),
    allow: (scope, { id }) => selectTaughtAssignment(scope, id),
    handle: async (scope, { row }) => csvOf(row.title, assignmentCsv(scope, row)),
  }),

  get(`${gradebookPath(':courseId')}.csv`, {
    summary: 'All grades of a course as CSV: a line for each student, a column for each assignment',
    work: 'steps',
    params: z.object({ courseId: idOf('course') }),
    allow: async (scope, { courseId }) => selectTaughtCourse(scope, courseId),
    handle: async (scope, { row }) => csvOf(row.title ?? row.id, courseCsv(scope, row.id)),
  }),
];
