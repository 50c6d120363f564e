import { z } from 'zod';
import { DomainError } from '#src/errors.ts';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page, redirect } from '#src/http/reply.ts';
import { emptyForm, get, idOf, post, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { courseRoles } from '../enrollment.entity.ts';
import { coursesPath } from '../course-views.ts';
import { selectLedCourse } from '../select-led-course.ts';
import { givenRoles } from './invite-people.ts';
import { deactivatePerson, giveRole, reactivatePerson } from './leave-course.ts';
import { selectPerson, type PersonRow } from './select-person.ts';

const personView = view(
  'courses/enrolling/person',
  z.object({
    courseId: z.uuid(),
    courseTitle: z.string().nullable(),
    userId: z.uuid(),
    name: z.string(),
    role: z.enum(courseRoles),
    isActive: z.boolean(),
    /** They came from the LMS, which says what they are. */
    isOfLms: z.boolean(),
    roles: z.array(z.enum(givenRoles)),
    form: FormFields,
  }),
);

const ByIds = z.object({ courseId: idOf('course'), personId: idOf('courseMember') });
type Ids = z.output<typeof ByIds>;
const path = `${coursesPath}/:courseId/people/:personId`;

async function findPerson(scope: Scope, { courseId, personId }: Ids) {
  const course = await selectLedCourse(scope, courseId);
  const person = course && (await selectPerson(scope, { courseId, personId }));
  return person && { ...person, courseId, courseTitle: course.title };
}

type Found = PersonRow & { readonly courseId: string; readonly courseTitle: string | null };

const personPage = ({ leftAt, ownRole, ...person }: Found, form: FormState = emptyForm) =>
  page(
    personView,
    {
      ...person,
      isActive: leftAt === null,
      isOfLms: ownRole === null,
      roles: [...givenRoles],
      form: formFields(form, { role: person.role }),
    },
    { title: person.name },
  );

/** Throws DomainError `conflict` for somebody of the LMS. */
function refuseOfLms({ ownRole }: Found) {
  if (ownRole === null) throw new DomainError('conflict', 'courses.enrolling.error.ofLms');
}

interface Act {
  readonly noun: string;
  readonly summary: string;
  readonly perform: (scope: Scope, person: { readonly courseId: string; readonly userId: string }) => Promise<void>;
}

const act = ({ noun, summary, perform }: Act) =>
  post(`${path}/${noun}`, {
    summary,
    params: ByIds,
    body: z.object({}),
    allow: findPerson,
    async handle(scope, { row }) {
      refuseOfLms(row);
      await perform(scope, row);
      return redirect(`${coursesPath}/${row.courseId}/people/${row.userId}`, { said: `courses.person.said.${noun}` });
    },
    again: async (_scope, { row }, form) => personPage(row, form),
  });

/** What instructors decide about somebody who joined here. */
export const personRoutes = [
  get(path, {
    summary: 'Somebody in a course, for its instructors',
    answer: personView,
    params: ByIds,
    allow: findPerson,
    handle: async (_scope, { row }) => personPage(row),
  }),

  post(`${path}/role`, {
    summary: 'Gives somebody who joined here another role in the course',
    params: ByIds,
    body: z.object({ role: z.enum(givenRoles) }),
    allow: findPerson,
    async handle(scope, { row, body }) {
      refuseOfLms(row);
      await giveRole(scope, row, body.role);
      return redirect(`${coursesPath}/${row.courseId}/people`, { said: 'courses.person.said.role' });
    },
    again: async (_scope, { row }, form) => personPage(row, form),
  }),

  act({ noun: 'deactivation', summary: 'Takes somebody out of a course; their work stays', perform: deactivatePerson }),
  act({ noun: 'reactivation', summary: 'Lets somebody into a course again', perform: reactivatePerson }),
];
