import { z } from 'zod';
import { redirect } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import { coursesPath } from '../course-views.ts';
import { selectLedCourse } from '../select-led-course.ts';
import { attachContext } from './attach-context.ts';
import { attachingPage, attachingView } from './attaching-page.ts';
import { detachContext } from './detach-context.ts';

const params = z.object({ courseId: idOf('course') });
const path = `${coursesPath}/:courseId/attachment`;

/** A course of an LMS comes into one that was here before, and goes out of it again. */
export const attachingRoutes = [
  get(path, {
    summary: 'Whose work would become visible to whom if the context of this course led into another one',
    answer: attachingView,
    params,
    query: z.object({ to: z.uuid().optional() }),
    allow: async (scope, { courseId }) => selectLedCourse(scope, courseId),
    handle: async (scope, { row, query }) => attachingPage(scope, row, query.to),
  }),

  post(path, {
    summary: 'Lets the context of this course lead into another one, where who asks teaches too',
    params,
    body: z.object({ to: z.uuid() }),
    allow: async (scope, { courseId }) => selectLedCourse(scope, courseId),
    async handle(scope, { row, body: { to } }) {
      await attachContext(scope, { from: row.id, to });
      return redirect(`${coursesPath}/${to}`, { said: 'courses.attaching.said.attached' });
    },
    again: async (scope, { row }, form) => attachingPage(scope, row, undefined, form),
  }),

  post(`${path}/undoing`, {
    summary: 'Undoes that a context leads into this course',
    params,
    body: z.object({}),
    allow: async (scope, { courseId }) => selectLedCourse(scope, courseId),
    async handle(scope, { row }) {
      await detachContext(scope, row.id);
      return redirect(coursesPath, { said: 'courses.attaching.said.detached' });
    },
    again: async (scope, { row }, form) => attachingPage(scope, row, undefined, form),
  }),
];
