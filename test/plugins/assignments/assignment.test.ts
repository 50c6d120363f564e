import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openClass, right, type Class } from './open-class.ts';

let place: Class;
beforeAll(async () => {
  place = await openClass();
});
afterAll(() => place.app.stop());

const hour = 3_600_000;
const from = (ms: number) => new Date(Date.now() + ms);
const program = { language: 'python', code: right };

describe('the page of an assignment', () => {
  it('says before anything is handed in what is due when, what lateness takes and how many attempts there are [E-07]', async () => {
    const rules = { dueAt: from(hour), lateUntil: from(72 * hour), latePercentPerDay: 12.5, attempts: 3 };
    const { id } = await place.assign(rules);
    const { words, status } = await place.student.page(`/assignments/${id}`);
    expect(status).toBe(200);
    for (const part of [
      'Two sum',
      'Algorithms',
      '12.5 % of the points are taken off',
      '3 attempts left of 3',
      'In time, nothing taken off',
      'Submit',
    ])
      expect(words).toContain(part);
    expect(words).not.toContain('in the course (');
    expect(words).not.toContain('Dates and rules');
  });

  it("shows the due date on the reader's clocks, and on those of the course where they differ [E-07]", async () => {
    const { id, courseId } = await place.assign({ dueAt: new Date('2030-07-01T10:00:00Z') });
    const zone = (name: string) =>
      place.scope.transaction(({ em }) => em.execute('update course set time_zone = ? where id = ?', [name, courseId]));
    await zone('Asia/Tokyo');
    const { words } = await place.student.page(`/assignments/${id}`);
    await zone('UTC');
    expect(words).toMatch(/10:00.{0,60}7:00 PM in the course \(Asia\/Tokyo\)/);
  });

  it('keeps statement and tests from learners until it opens, and shows them to those who teach', async () => {
    const { id, problemId } = await place.assign({ releaseAt: from(hour) });
    const { data } = await place.student.read(`/assignments/${id}`);
    expect(data).toMatchObject({ phase: 'before', work: null, isOpen: false });
    expect(await place.student.post(`/assignments/${id}/submissions`, program)).toMatchObject({ status: 409 });
    const workspace = `/assignments/${id}/problems/${problemId}`;
    for (const path of ['', '/submissions'])
      expect(await place.student.read(workspace + path)).toMatchObject({ status: 404 });
    for (const path of ['/submissions', '/runs'])
      expect(await place.student.post(workspace + path, program)).toMatchObject({ status: 404 });
    const preview = await place.assistant.read(workspace);
    expect(preview.data).toMatchObject({ work: { task: { title: 'Two sum' }, isClosed: false } });
  });

  it('tells of the time that is over, and lets everything be read', async () => {
    const { id } = await place.assign({ dueAt: from(-hour) });
    const { words } = await place.student.page(`/assignments/${id}`);
    expect(words).toContain('The time is over');
    expect(words).toContain('Read two numbers');
    expect(words).not.toMatch(/Submit Submitting/);
  });
});

describe('work that is handed in', () => {
  it('is stored at the assignment, in its version, and stands among the own attempts', async () => {
    const { id, problemId, versionId } = await place.assign({ attempts: 2 });
    const { status, data } = await place.student.post(`/assignments/${id}/submissions`, program);
    expect(status).toBe(202);
    const rows = await place.scope.transaction(({ em }) =>
      em.execute('select place_kind, place_id, problem_id, version_id, user_id from submission where id = ?', [
        data.id,
      ]),
    );
    const stands = { place_kind: 'assignment', place_id: id, problem_id: problemId, version_id: versionId };
    expect(rows).toEqual([{ ...stands, user_id: place.student.id }]);
    const { data: after } = await place.student.read(`/assignments/${id}`);
    expect(after).toMatchObject({ attemptsLeft: 1, attempts: [{ id: data.id, status: 'PENDING', latePercent: 0 }] });
    expect((await place.fellow.read(`/assignments/${id}`)).data).toMatchObject({ attemptsLeft: 2, attempts: [] });
  });

  it('comes back as the part of the page in which its verdict comes to be', async () => {
    const { id } = await place.assign();
    const { status, text } = await place.student.sendForm(`/assignments/${id}/submissions`, program);
    expect(status).toBe(202);
    expect(text).toMatch(/id="submission-[\w-]{36}"/);
    expect(text).not.toContain('<html');
  });

  it('is taken late as long as late work is, and then no more: what counts is when it is accepted [E-07]', async () => {
    const late = await place.assign({ dueAt: from(-hour), lateUntil: from(hour), latePercentPerDay: 20 });
    expect((await place.student.page(`/assignments/${late.id}`)).words).toContain('20 % of the points are taken off');
    expect(await place.student.post(`/assignments/${late.id}/submissions`, program)).toMatchObject({ status: 202 });
    expect((await place.student.read(`/assignments/${late.id}`)).data).toMatchObject({
      attempts: [{ latePercent: 20 }],
    });
    const over = await place.assign({ dueAt: from(-2 * hour), lateUntil: from(-hour) });
    const refused = await place.student.post(`/assignments/${over.id}/submissions`, program);
    expect(refused).toMatchObject({
      status: 409,
      text: expect.stringContaining('the time for this assignment is over'),
    });
    expect((await place.student.read(`/assignments/${over.id}`)).data).toMatchObject({ attempts: [] });
  });

  it('is refused without an attempt left; of two at once for the last one, one is taken', async () => {
    const { id } = await place.assign({ attempts: 2 });
    const hand = () => place.student.post(`/assignments/${id}/submissions`, program);
    await hand();
    const answers = await Promise.all([hand(), hand(), hand()]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([202, 409, 409]);
    expect((await place.student.read(`/assignments/${id}`)).data).toMatchObject({ attemptsLeft: 0, isOpen: false });
    expect(await place.fellow.post(`/assignments/${id}/submissions`, program)).toMatchObject({ status: 202 });
  });

  it('uses up no attempt where it could not be judged', async () => {
    const { id } = await place.assign({ attempts: 1 });
    const { data } = await place.student.post(`/assignments/${id}/submissions`, program);
    await place.scope.transaction(({ em }) =>
      em.execute(`update submission set status = 'ERROR', obstacle = 'internal' where id = ?`, [data.id]),
    );
    expect(await place.student.post(`/assignments/${id}/submissions`, program)).toMatchObject({ status: 202 });
  });

  it('is taken of those who teach whenever they try it out', async () => {
    const { id } = await place.assign({ dueAt: from(-hour), attempts: 1 });
    for (const status of [202, 202])
      expect(await place.teacher.post(`/assignments/${id}/submissions`, program)).toMatchObject({ status });
  });

  it('that cannot be judged comes back with what is wrong', async () => {
    const { id } = await place.assign();
    const answer = await place.student.post(`/assignments/${id}/submissions`, { language: 'cobol', code: 'x' });
    expect(answer).toMatchObject({ status: 422, fields: ['language'] });
  });
});

describe('who may come', () => {
  it('are those in the course: nobody else finds it, wherever they teach [A-35]', async () => {
    const { id } = await place.assign();
    for (const path of ['', '/settings', '/students'])
      expect(await place.stranger.read(`/assignments/${id}${path}`)).toMatchObject({ status: 404 });
    expect(await place.stranger.post(`/assignments/${id}/submissions`, program)).toMatchObject({ status: 404 });
  });

  it('are no learners where dates are set and the class is seen, though they teach another course [CORE-22]', async () => {
    const { id } = await place.assign();
    for (const path of ['/settings', '/students'])
      expect(await place.student.read(`/assignments/${id}${path}`)).toMatchObject({ status: 404 });
    const elsewhere = await place.elsewhereAssigned();
    expect(await place.student.read(`/assignments/${elsewhere.id}/students`)).toMatchObject({ status: 200 });
    expect(await place.teacher.read(`/assignments/${elsewhere.id}`)).toMatchObject({ status: 404 });
  });

  it('are those who teach the course where its work is read, and no fellow student and nobody who teaches elsewhere', async () => {
    const { id, problemId } = await place.assign();
    const { data } = await place.student.post(`/assignments/${id}/submissions`, program);
    for (const who of [place.teacher, place.assistant, place.student])
      for (const part of ['', '/code'])
        expect(await who.read(`/submissions/${data.id as string}${part}`)).toMatchObject({ status: 200 });
    for (const who of [place.fellow, place.stranger])
      for (const part of ['', '/code', '/result'])
        expect(await who.read(`/submissions/${data.id as string}${part}`)).toMatchObject({ status: 404 });
    const { html } = await place.student.page(`/submissions/${data.id as string}`);
    expect(html).toContain(`href="/assignments/${id}/problems/${problemId}"`);
  });

  it('is not whoever has left, until they are back', async () => {
    const { id, courseId } = await place.assign();
    const leave = (at: string) =>
      place.scope.transaction(({ em }) =>
        em.execute(`update enrollment set left_at = ${at} where course_id = ? and user_id = ?`, [
          courseId,
          place.fellow.id,
        ]),
      );
    await leave('now()');
    expect(await place.fellow.read(`/assignments/${id}`)).toMatchObject({ status: 404 });
    await leave('null');
    expect(await place.fellow.read(`/assignments/${id}`)).toMatchObject({ status: 200 });
  });
});
