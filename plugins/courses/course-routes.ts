import { z } from 'zod';
import { signedInPeople } from '#src/http/allow.ts';
import { get, idOf } from '#src/http/route.ts';
import { countPeople } from './count-people.ts';
import { courseList, listCourses } from './course-list.ts';
import {
  courseListPage,
  courseListView,
  coursePage,
  coursesPath,
  courseView,
  isStaff,
  linkPage,
  linkView,
} from './course-views.ts';
import { loadPanels } from './course-panel.ts';
import { makers } from './making/making-routes.ts';
import { selectCourse } from './select-course.ts';
import { selectLink } from './select-link.ts';

/** Somebody's own courses. What stands in one is found through their enrollment, so that any other course is not there. */
export const courseRoutes = [
  get(coursesPath, {
    summary: 'The courses of who asks',
    answer: courseListView,
    query: courseList.query,
    allow: signedInPeople,
    async handle(scope, { query, row }) {
      const { rows, meta } = await listCourses(scope, query, row.id);
      return courseListPage({ query, rows, meta, mayMake: (await makers(scope)) !== null });
    },
  }),

  get(`${coursesPath}/:courseId`, {
    summary: 'One course: what it is, what stands in it, own role, and for staff how many people',
    answer: courseView,
    params: z.object({ courseId: idOf('course') }),
    allow: async (scope, { courseId }) => selectCourse(scope, courseId),
    async handle(scope, { row }) {
      const people = isStaff(row) ? await countPeople(scope, row.id) : null;
      return coursePage(row, { people, panels: await loadPanels(scope, row) });
    },
  }),

  get(`${coursesPath}/:courseId/links/:linkId`, {
    summary: 'Where a link of the LMS leads for which nothing is chosen: who one is there, and what comes next',
    answer: linkView,
    params: z.object({ courseId: idOf('course'), linkId: idOf('resourceLink') }),
    allow: async (scope, ids) => selectLink(scope, ids),
    handle: async (_scope, { row }) => linkPage(row),
  }),
];
