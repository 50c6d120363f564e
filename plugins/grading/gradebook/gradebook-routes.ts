import { z } from 'zod';
import { get, idOf } from '#src/http/route.ts';
import { gradebookList } from './gradebook-list.ts';
import { gradebookPage, gradebookPath, gradebookView } from './gradebook-page.ts';
import { selectTaughtCourse } from './select-taught-course.ts';

/** All grades of a course, for those who teach it. */
export const gradebookRoutes = [
  get(gradebookPath(':courseId'), {
    summary: 'The gradebook of a course: students by assignments, what stands here and what the LMS has',
    answer: gradebookView,
    params: z.object({ courseId: idOf('course') }),
    query: gradebookList.query,
    allow: async (scope, { courseId }) => selectTaughtCourse(scope, courseId),
    handle: async (scope, { row, query }) => gradebookPage(scope, row, query),
  }),
];
