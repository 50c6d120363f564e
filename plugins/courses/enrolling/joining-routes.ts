import { z } from 'zod';
import { signedInPeople } from '#src/http/allow.ts';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page, redirect } from '#src/http/reply.ts';
import { emptyForm, get, idOf, post, type FormState } from '#src/http/route.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';
import { view } from '#src/views.ts';
import { coursesPath } from '../course-views.ts';
import { selectCourse } from '../select-course.ts';
import { joinByCode } from './join-by-code.ts';
import { leaveCourse } from './leave-course.ts';

const joinView = view('courses/enrolling/join', z.object({ form: FormFields }));
const ById = z.object({ courseId: idOf('course') });

/** How somebody comes into a course by its code, and goes again. */
export const joiningRoutes = [
  get(`${coursesPath}/join`, {
    summary: 'The form for the code of a course',
    answer: joinView,
    query: z.object({ code: z.string().max(40).optional() }),
    allow: signedInPeople,
    handle: async (_scope, { query }) => joinPage(query.code),
  }),

  post(`${coursesPath}/join`, {
    summary: 'Makes who asks a student of the course that a code is of',
    body: z.object({ code: z.string().trim().min(1).max(40) }),
    allow: signedInPeople,
    async handle(scope, { body }) {
      return redirect(`${coursesPath}/${await joinByCode(scope, body.code)}`, { said: 'courses.joining.said' });
    },
    again: async (_scope, _input, form) => joinPage('', form),
  }),

  post(`${coursesPath}/:courseId/leaving`, {
    summary: 'Takes who asks out of a course; their work stays',
    params: ById,
    body: z.object({}),
    async allow(scope, { courseId }) {
      const course = await selectCourse(scope, courseId);
      return course?.mayLeave ? course : null;
    },
    async handle(scope, { row }) {
      await leaveCourse(scope, { courseId: row.id, userId: signedInUser(scope) });
      return redirect(coursesPath, { said: 'courses.joining.left' });
    },
  }),
];

const joinPage = (code: string | undefined, form: FormState = emptyForm) =>
  page(joinView, { form: formFields(form, { code }) });
