import { z } from 'zod';
import { askForRoster, removeMissing, rosterPauseMinutes } from '#lti';
import { DomainError, invalid } from '#src/errors.ts';
import { redirect } from '#src/http/reply.ts';
import { get, idOf, post, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { differencesPage, differencesView } from './difference-views.ts';
import { listPeople, peopleList, selectGroups, type PeopleQuery } from './people-list.ts';
import { peoplePage, peoplePath, peopleView } from './people-views.ts';
import { mostOfAKind, selectDifferences } from './select-differences.ts';
import { mayRemove, selectStaffedCourse, type StaffedCourse } from './select-staffed-course.ts';

const ById = z.object({ courseId: idOf('staffedCourse') });
type Ids = z.output<typeof ById>;

const findCourse = (scope: Scope, { courseId: id }: Ids) =>
  selectStaffedCourse(scope, 'course', { id, pauseMinutes: rosterPauseMinutes });

/** One that is of a platform's course, and so may have a roster. */
async function findWithRoster(scope: Scope, ids: Ids) {
  const course = await findCourse(scope, ids);
  return course?.contextId ? { ...course, contextId: course.contextId } : null;
}

async function drawPeople(scope: Scope, course: StaffedCourse, query: PeopleQuery, form?: FormState) {
  const { rows, meta } = await listPeople(scope, query, course.id);
  const groups = course.contextId !== null && course.hasGroups ? await selectGroups(scope, course.contextId) : [];
  return peoplePage(course, { query, rows, meta, groups, now: scope.now(), ...(form ? { form } : {}) });
}

/** The people of a course for those who look after it: who is there, what the LMS says, and who leaves. */
export const peopleRoutes = [
  get('/courses/:courseId/people', {
    summary: 'The people of a course, and how its roster stands',
    answer: peopleView,
    params: ById,
    query: peopleList.query,
    allow: findCourse,
    handle: async (scope, { row, query }) => drawPeople(scope, row, query),
  }),

  post('/courses/:courseId/people/reading', {
    summary: 'Has the roster of a course read from the LMS, at most every five minutes',
    params: ById,
    body: z.object({}),
    allow: findWithRoster,
    async handle(scope, { row }) {
      await askForRoster(scope, row.contextId);
      return redirect(peoplePath(row.id), { said: 'courses.people.said.reading' });
    },
    again: async (scope, { row }, form) => drawPeople(scope, row, peopleList.query.parse({}), form),
  }),

  get('/courses/:courseId/people/differences', {
    summary: 'What the last read of the roster changed, and who was lacking on it',
    answer: differencesView,
    params: ById,
    allow: findWithRoster,
    handle: async (scope, { row }) => differencesPage(row, await selectDifferences(scope, row.contextId)),
  }),

  post('/courses/:courseId/people/removal', {
    summary: 'Takes people out of the course who were lacking on the roster; their work stays',
    params: ById,
    body: z.object({ readId: z.uuid(), people: z.array(z.uuid()).max(mostOfAKind).default([]) }),
    allow: findWithRoster,
    async handle(scope, { row, body: { readId, people: userIds } }) {
      if (!mayRemove(row)) throw new DomainError('forbidden', 'courses.people.error.instructorsRemove');
      if (userIds.length === 0) throw invalid({ field: 'people', key: 'courses.people.error.nobody' });
      await removeMissing(scope, { contextId: row.contextId, readId, userIds });
      return redirect(peoplePath(row.id), { said: 'courses.people.said.removal' });
    },
    again: async (scope, { row }, form) => differencesPage(row, await selectDifferences(scope, row.contextId), form),
  }),
];
