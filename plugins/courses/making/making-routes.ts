import { z } from 'zod';
import { havingRole } from '#src/http/allow.ts';
import { redirect } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import { coursesPath } from '../course-views.ts';
import { selectLedCourse } from '../select-led-course.ts';
import {
  CourseChanges,
  CourseInput,
  newCoursePage,
  newCourseView,
  settingsPage,
  settingsView,
  zoneOf,
} from './course-form.ts';
import { editCourse } from './edit-course.ts';
import { makeCourse } from './make-course.ts';

const ById = z.object({ courseId: idOf('course') });

/** Who may teach here without an LMS. */
export const makers = havingRole('owner', 'admin', 'instructor');

/** Courses without an LMS: made, and called and ended as whoever teaches in them says. */
export const makingRoutes = [
  get(`${coursesPath}/new`, {
    summary: 'The form for a course without an LMS',
    answer: newCourseView,
    allow: makers,
    handle: async (scope) => newCoursePage(scope),
  }),

  post(coursesPath, {
    summary: 'Makes a course without an LMS, whose instructor is who asks',
    body: CourseInput,
    allow: makers,
    async handle(scope, { body: { title, description, timeZone } }) {
      const form = { title, description: description ?? null, timeZone: zoneOf(timeZone) };
      const course = await makeCourse(scope, form);
      return redirect(`${coursesPath}/${course.id}`, { said: 'courses.making.said.made' });
    },
    again: async (scope, _input, form) => newCoursePage(scope, form),
  }),

  get(`${coursesPath}/:courseId/settings`, {
    summary: 'The words of a course, its time zone, and whether it still goes on',
    answer: settingsView,
    params: ById,
    allow: async (scope, { courseId }) => selectLedCourse(scope, courseId),
    handle: async (_scope, { row }) => settingsPage(row),
  }),

  post(`${coursesPath}/:courseId/settings`, {
    summary: 'Changes the words of a course, its time zone, and whether it still goes on',
    params: ById,
    body: CourseChanges,
    allow: async (scope, { courseId }) => selectLedCourse(scope, courseId),
    async handle(scope, { row, body: { title = null, description = null, timeZone, version, isActive } }) {
      const words = { title: row.isOfLms ? null : title, description, timeZone: zoneOf(timeZone) };
      await editCourse(scope, { courseId: row.id, version, isActive, ...words });
      return redirect(`${coursesPath}/${row.id}`, { said: 'courses.making.said.changed' });
    },
    again: async (_scope, { row }, form) => settingsPage(row, form),
  }),
];
