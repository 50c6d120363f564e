import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Launch } from '#lti';
import type { Route } from '#src/http/route.ts';
import { Course } from '../../../plugins/courses/course.entity.ts';
import { keepCourse } from '../../../plugins/courses/keep-course.ts';
import { aCourse, anOpenCourse } from '../../support/course-factories.ts';
import { idsOf, pathOf } from '../../support/pages.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { html, json } from '../../support/web.ts';
import { openClass, type Class } from '../assignments/open-class.ts';

let place: Class;
beforeAll(async () => {
  place = await openClass();
}, 120_000);
afterAll(() => place.app.stop());

const somebody = async () => {
  const { user, authorization } = await aSignedInPerson(place.scope, ['learner']);
  return { id: user.id, authorization };
};
type Person = Awaited<ReturnType<typeof somebody>>;

/** Every route of what stands in courses whose path names a row. */
const routes = () =>
  place.app.kernel.plugins
    .filter(({ name }) => ['courses', 'assignments', 'grading'].includes(name))
    .flatMap((plugin) => plugin.routes)
    .filter((route) => Object.keys(idsOf(route)).length > 0);

async function ask({ method }: Route, path: string, { authorization }: Person) {
  const isRead = method === 'get';
  const body = isRead ? {} : { body: '{}' };
  const headers = { ...json, authorization, ...(isRead ? {} : { 'content-type': 'application/json' }) };
  const response = await fetch(`${place.address}/api/v1${path}`, { method: method.toUpperCase(), headers, ...body });
  const text = (await response.text()).replaceAll(/"requestId":"[^"]+"|[\da-f]{8}-[\da-f-]{27}/g, '');
  const page = isRead
    ? await fetch(place.address + path, { redirect: 'manual', headers: { ...html, authorization } })
    : null;
  await page?.arrayBuffer();
  return { status: response.status, page: page?.status ?? null, text: isRead ? text : '' };
}

/** What two people are answered otherwise than each other, each asked for the same new row. */
async function differences(one: Person, other: Person, before: readonly string[] = []) {
  const found: string[] = [];
  for (const route of routes()) {
    const path = await pathOf(route, place.scope, [...before, one.id, other.id]);
    const [first, second] = [await ask(route, path, one), await ask(route, path, other)];
    if (JSON.stringify(first) !== JSON.stringify(second))
      found.push(`${route.method} ${route.path}: ${JSON.stringify(first)} and ${JSON.stringify(second)}`);
  }
  return found;
}

describe('a person who is instructor in one course and student in another', () => {
  it('gets from every route of the other course what any student gets [CORE-22]', async () => {
    const [teacher, both, student] = [await somebody(), await somebody(), await somebody()];
    const people = [{ id: both.id, role: 'instructor' }] as const;
    await aCourse(place.scope, { text: 'Taught by them', people });
    await anOpenCourse(place.scope, { text: 'Made by them', people });
    expect(routes().length).toBeGreaterThan(30);
    expect(await differences(both, student, [teacher.id])).toEqual([]);
  }, 300_000);

  it('is asked by the same test as somebody else who does see more', async () => {
    const [teacher, student] = [await somebody(), await somebody()];
    expect((await differences(teacher, student)).length).toBeGreaterThan(20);
  }, 300_000);
});

describe('the role in a course', () => {
  /** Somebody launches a link of the class's course with a role, as the LMS says it. */
  async function launched(userId: string, role: Launch['role']) {
    const { ltiContext } = await place.scope.transaction(({ em }) => em.findOneOrFail(Course, place.courseId));
    const context = { id: ltiContext!.id, title: null, label: null };
    const launch = { userId, role, context, resourceLink: null, isTestUser: false } as unknown as Launch;
    await place.scope.transaction((inside) => keepCourse(inside, launch));
  }

  it('is that of the last launch, in this course alone and at once', async () => {
    const { id } = await place.assign();
    const other = await place.elsewhereAssigned();
    const settings = async (assignmentId: string) =>
      (await place.student.page(`/assignments/${assignmentId}/settings`)).status;
    expect([await settings(id), await settings(other.id)]).toEqual([404, 200]);
    await launched(place.student.id, 'instructor');
    expect([await settings(id), await settings(other.id)]).toEqual([200, 200]);
    await launched(place.student.id, 'learner');
    expect([await settings(id), await settings(other.id)]).toEqual([404, 200]);
  });

  it('is none for a student who left, and theirs again with their work when they come back', async () => {
    const { id } = await place.assign();
    await place.fellow.post(`/assignments/${id}/submissions`, { language: 'python', code: 'print(1)' });
    const leave = () =>
      place.scope.transaction(({ em }) =>
        em.execute('update enrollment set left_at = now() where course_id = ? and user_id = ?', [
          place.courseId,
          place.fellow.id,
        ]),
      );
    const before = await place.fellow.page(`/assignments/${id}`);
    await leave();
    for (const path of [`/assignments/${id}`, `/courses/${place.courseId}`, `/courses/${place.courseId}/groups`])
      expect(await place.fellow.page(path)).toMatchObject({ status: 404 });
    const late = await place.fellow.post(`/assignments/${id}/submissions`, { language: 'python', code: 'print(2)' });
    expect(late.status).toBe(404);
    await launched(place.fellow.id, 'learner');
    const after = await place.fellow.page(`/assignments/${id}`);
    expect([before.status, after.status]).toEqual([200, 200]);
    const { count } = (
      await place.scope.transaction(({ em }) =>
        em.execute<{ count: number }[]>('select count(*)::int as count from submission where user_id = ?', [
          place.fellow.id,
        ]),
      )
    )[0]!;
    expect(count).toBe(1);
  });
});
