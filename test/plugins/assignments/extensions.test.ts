import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { selectAssignmentRules } from '#plugins/assignments';
import { makeGrade } from '../../../plugins/grading/make-grade.ts';
import { aGroup } from '../../support/course-factories.ts';
import { openClass, right, type Class } from './open-class.ts';

let place: Class;
beforeAll(async () => {
  place = await openClass();
});
afterAll(() => place.app.stop());

const hour = 3_600_000;
const day = 24 * hour;
/** Whole seconds, of one instant for all of them. */
const start = Math.floor(Date.now() / 1_000) * 1_000;
const from = (ms: number) => new Date(start + ms);
const program = { language: 'python', code: right };
type Person = Class['student'];

const give = (id: string, given: object) =>
  place.teacher.post(`/assignments/${id}/extensions`, { reason: 'ill', ...given });
const rulesOf = async (assignmentId: string, { id: userId }: Person) =>
  place.scope.transaction((inside) => selectAssignmentRules(inside, { assignmentId, userId }));
const extensionsOf = async (id: string) =>
  (await place.teacher.read(`/assignments/${id}/extensions`)).data.extensions as Record<string, unknown>[];

/** Hands something in at this time, and judges it when the test says so. */
async function handIn(id: string, who: Person, acceptedAt: Date) {
  const { data } = await who.post(`/assignments/${id}/submissions`, program);
  await place.scope.transaction(({ em }) =>
    em.execute('update submission set accepted_at = ? where id = ?', [acceptedAt, data.id]),
  );
  return data.id as string;
}

const judge = (submissionId: string) =>
  place.scope.transaction(({ em }) =>
    em.execute(
      `update submission set status = 'ACCEPTED', points = 4, max_points = 4, judged_at = now() where id = ?`,
      [submissionId],
    ),
  );

async function gradeOf(assignmentId: string, { id: userId }: Person) {
  await makeGrade(place.scope, { assignmentId, userId });
  const [grade] = await place.scope.transaction(({ em }) =>
    em.execute<{ points: number | null }[]>(
      'select points::float8 as points from grade where assignment_id = ? and user_id = ?',
      [assignmentId, userId],
    ),
  );
  return grade?.points ?? null;
}

describe('an extension', () => {
  it('moves the due date of one person, and late work along with it; everybody else keeps theirs [E-05]', async () => {
    const { id } = await place.assign({ dueAt: from(-hour), lateUntil: from(day - hour), attempts: 2 });
    await give(id, { userId: place.student.id, dueAt: from(2 * day).toISOString(), extraAttempts: 3 });
    const theirs = await rulesOf(id, place.student);
    expect(theirs).toMatchObject({ dueAt: from(2 * day), attempts: 5 });
    expect(theirs!.lateUntil!.getTime() - theirs!.dueAt!.getTime()).toBe(day);
    expect(await rulesOf(id, place.fellow)).toMatchObject({ dueAt: from(-hour), attempts: 2 });
    expect((await place.student.read(`/assignments/${id}`)).data).toMatchObject({ phase: 'open', attemptsLeft: 5 });
    expect((await place.fellow.read(`/assignments/${id}`)).data).toMatchObject({ phase: 'late', attemptsLeft: 2 });
  });

  it('lets in what would have been refused, for that person alone', async () => {
    const { id } = await place.assign({ dueAt: from(-hour) });
    expect(await place.student.post(`/assignments/${id}/submissions`, program)).toMatchObject({ status: 409 });
    await give(id, { userId: place.student.id, dueAt: from(day).toISOString() });
    expect(await place.student.post(`/assignments/${id}/submissions`, program)).toMatchObject({ status: 202 });
    expect(await place.fellow.post(`/assignments/${id}/submissions`, program)).toMatchObject({ status: 409 });
  });

  it('that is given after the fact changes the grade, and taking it back changes it again [E-05][E-07]', async () => {
    const rules = { dueAt: from(-2 * day), lateUntil: from(day), latePercentPerDay: 10 };
    const { id } = await place.assign(rules);
    await judge(await handIn(id, place.student, from(-hour)));
    expect(await gradeOf(id, place.student)).toBe(80);
    await give(id, { userId: place.student.id, dueAt: from(0).toISOString() });
    expect(await gradeOf(id, place.student)).toBe(100);
    const [{ id: extensionId } = {}] = await extensionsOf(id);
    await place.teacher.post(`/assignments/${id}/extensions/return`, { extensionId });
    expect(await gradeOf(id, place.student)).toBe(80);
    const jobs = await place.scope.transaction(({ em }) =>
      em.execute<object[]>(`select from pgboss.job where name = 'grading.gradeAnew' and data::text like ?`, [
        `%${id}%`,
      ]),
    );
    expect(jobs).toHaveLength(2);
  });

  it('stays in the record with its reason, who gave it and who took it back', async () => {
    const { id } = await place.assign({ attempts: 1, dueAt: from(day) });
    await give(id, { userId: place.fellow.id, extraAttempts: 2, reason: 'the judge was down' });
    const [extension] = await extensionsOf(id);
    await place.assistant.post(`/assignments/${id}/extensions/return`, { extensionId: extension!.id });
    expect(await extensionsOf(id)).toMatchObject([
      {
        extraAttempts: 2,
        reason: 'the judge was down',
        givenBy: expect.any(String),
        takenBackBy: expect.any(String),
        takenBackAt: expect.any(String),
      },
    ]);
    expect(await rulesOf(id, place.fellow)).toMatchObject({ attempts: 1 });
    expect((await place.teacher.page(`/assignments/${id}/extensions`)).words).toContain('the judge was down');
  });

  it('for a group is for whoever is in it, and of several the most generous counts', async () => {
    const { id, courseId } = await place.assign({ dueAt: from(hour), attempts: 1 });
    const groupId = await aGroup(place.scope, { courseId, text: 'North', people: [place.student.id] });
    await give(id, { groupId, dueAt: from(2 * day).toISOString() });
    await give(id, { userId: place.student.id, dueAt: from(day).toISOString(), extraAttempts: 1 });
    expect(await rulesOf(id, place.student)).toMatchObject({ dueAt: from(2 * day), attempts: 2 });
    expect(await rulesOf(id, place.fellow)).toMatchObject({ dueAt: from(hour), attempts: 1 });
  });

  it('for a group goes with the group, and grades are made anew', async () => {
    const { id, courseId } = await place.assign({ dueAt: from(hour), attempts: 1 });
    const groupId = await aGroup(place.scope, { courseId, text: 'South', people: [place.student.id] });
    await give(id, { groupId, extraAttempts: 4, reason: 'the room was locked' });
    expect(await rulesOf(id, place.student)).toMatchObject({ attempts: 5 });
    const { status } = await place.teacher.post(`/courses/${courseId}/groups/${groupId}/removal`);
    expect(status).toBeLessThan(400);
    expect(await rulesOf(id, place.student)).toMatchObject({ attempts: 1 });
    expect(await extensionsOf(id)).toEqual([]);
    const jobs = await place.scope.transaction(({ em }) =>
      em.execute<object[]>(`select from pgboss.job where name = 'grading.gradeAnew' and data::text like ?`, [
        `%${id}%`,
      ]),
    );
    expect(jobs).toHaveLength(2);
  });

  it('moves the date on the page of the course for that person', async () => {
    const { id, courseId } = await place.assign({ dueAt: from(hour), releaseAt: from(-hour), minutes: 30 });
    await give(id, { userId: place.student.id, dueAt: from(2 * day).toISOString(), extraMinutes: 10 });
    const listed = async (who: Person) => {
      const { panels } = (await who.read(`/courses/${courseId}`)).data as { panels: { name: string; data: object }[] };
      const { assignments } = panels.find(({ name }) => name === 'assignments')!.data as {
        assignments: { id: string }[];
      };
      return assignments.find((one) => one.id === id);
    };
    expect(await listed(place.student)).toMatchObject({
      dueAt: from(2 * day).toISOString(),
      minutes: 40,
      opensAt: null,
    });
    expect(await listed(place.fellow)).toMatchObject({ dueAt: from(hour).toISOString(), minutes: 30 });
  });

  it('of minutes lengthens the time limit of that person', async () => {
    const { id } = await place.assign();
    await place.teacher.post(`/assignments/${id}/settings`, { version: 1, minutes: 60 });
    await give(id, { userId: place.student.id, extraMinutes: 15 });
    expect(await rulesOf(id, place.student)).toMatchObject({ minutes: 75, extraMinutes: 15 });
    expect(await rulesOf(id, place.fellow)).toMatchObject({ minutes: 60, extraMinutes: 0 });
  });

  it.each([
    [{ extraAttempts: 1 }, ['userId']],
    [{ userId: 'student' }, ['dueAt']],
    [{ userId: 'student', dueAt: '2001-01-01T00:00:00Z' }, ['dueAt']],
    [{ userId: 'student', dueAt: '2100-01-02T00:00:00Z', lateUntil: '2100-01-01T00:00:00Z' }, ['lateUntil']],
    [{ userId: 'student', extraMinutes: 5 }, ['extraMinutes']],
    [{ userId: 'stranger', extraAttempts: 1 }, ['userId']],
    [{ userId: 'student', extraAttempts: 1, reason: '' }, ['reason']],
  ])('is refused as %j, by name of the field', async (given, fields) => {
    const { id } = await place.assign({ dueAt: from(day), attempts: 1 });
    const people: Record<string, string> = { student: place.student.id, stranger: place.stranger.id };
    const userId = 'userId' in given ? people[given.userId] : undefined;
    expect(await give(id, { ...given, ...(userId ? { userId } : {}) })).toMatchObject({ status: 422, fields });
    expect(await extensionsOf(id)).toEqual([]);
  });
});

describe('lateness', () => {
  it('is decided by when work is accepted, not by when its verdict comes [E-07]', async () => {
    const { id } = await place.assign({ dueAt: from(-hour), lateUntil: from(day), latePercentPerDay: 50 });
    const submissionId = await handIn(id, place.student, from(-2 * hour));
    await judge(submissionId);
    expect(await gradeOf(id, place.student)).toBe(100);
  });

  it('is nothing in the second in which work is due, and something in the next one [E-07]', async () => {
    const due = from(-hour);
    const rules = { dueAt: due, lateUntil: from(day), latePercentPerDay: 50 };
    const [inTime, late] = [await place.assign(rules), await place.assign(rules)];
    await judge(await handIn(inTime.id, place.student, new Date(due.getTime() + 999)));
    await judge(await handIn(late.id, place.student, new Date(due.getTime() + 1_000)));
    expect(await gradeOf(inTime.id, place.student)).toBe(100);
    expect(await gradeOf(late.id, place.student)).toBe(50);
  });

  it('is measured by the clock of the database: what a browser says of the time counts nowhere [E-07]', async () => {
    const { id } = await place.assign({ dueAt: from(-hour) });
    const told = { ...program, acceptedAt: from(-day).toISOString(), submittedAt: from(-day).toISOString() };
    expect(await place.student.post(`/assignments/${id}/submissions`, told)).toMatchObject({ status: 409 });
    const open = await place.assign({ dueAt: from(hour) });
    const ahead = { ...program, acceptedAt: from(day).toISOString() };
    const { data } = await place.student.post(`/assignments/${open.id}/submissions`, ahead);
    const [row] = await place.scope.transaction(({ em }) =>
      em.execute<{ isNow: boolean }[]>(
        `select accepted_at between now() - interval '5 minutes' and now() as "isNow" from submission where id = ?`,
        [data.id],
      ),
    );
    expect(row).toEqual({ isNow: true });
  });
});
