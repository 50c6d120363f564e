import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aGroup } from '../../support/course-factories.ts';
import { openClass, type Class } from '../assignments/open-class.ts';
import { handIn } from './open-worked.ts';

let place: Class;
let path: string;
let assignmentId: string;
let best: string;
beforeAll(async () => {
  place = await openClass();
  const { id, problemId } = await place.assign();
  assignmentId = id;
  path = `/assignments/${id}/students`;
  const of = { assignmentId, problemId };
  best = await handIn(place.scope, place.student.id, of, ['passed', 'timeLimit']);
  await handIn(place.scope, place.student.id, of, ['wrong', 'runtimeError']);
  await handIn(place.scope, place.student.id, of, ['wrong', 'wrong']);
  await place.scope.transaction(({ em }) =>
    em.execute('update "user" set name = case id when ? then ? else ? end where id in (?, ?)', [
      place.student.id,
      'Ada Stuck',
      'Zoe Untried',
      place.student.id,
      place.fellow.id,
    ]),
  );
}, 120_000);
afterAll(() => place.app.stop());

const rowsOf = (data: Record<string, unknown>) => data.rows as Record<string, unknown>[];

describe('the class', () => {
  it('shows who is stuck, the tests of each best attempt, points and attempts, to those who teach [B-11]', async () => {
    const { data } = await place.assistant.read(path);
    expect(data).toMatchObject({ students: 2, stuck: 1, untried: 1, solved: 0, medianAttempts: 3 });
    expect(rowsOf(data)).toMatchObject([
      { name: 'Ada Stuck', state: 'stuck', attempts: 3, points: 25, bestId: best, tests: ['passed', 'slow'] },
      { name: 'Zoe Untried', state: 'untried', attempts: 0, points: null, tests: ['untried', 'untried'] },
    ]);
    expect(data.figures).toMatchObject({ hardest: [{ number: 2, name: null, percent: 0 }] });
  });

  it('is a page whose cells have words, from which each attempt is opened read-only [B-11]', async () => {
    const { html, words, status } = await place.teacher.page(path);
    expect(status).toBe(200);
    for (const part of ['Ada Stuck', 'Stuck', 'Hardest tests', 'Points, median']) expect(words).toContain(part);
    expect(html).toContain('aria-label="too slow"');
    expect(html).toContain(`href="/submissions/${best}"`);
    const submission = await place.teacher.page(`/submissions/${best}`);
    expect(submission.status).toBe(200);
    const student = await place.teacher.page(`${path}/${place.student.id}`);
    expect(student.words).toMatch(/Best.*Counts/);
    expect(student.html.match(/href="\/submissions\/[^"]+"/g)!.length).toBeGreaterThanOrEqual(3);
  });

  it('is narrowed by state and name, sorted, and read in pages', async () => {
    const named = async (query: string) =>
      rowsOf((await place.teacher.read(`${path}?${query}`)).data).map(({ name }) => name);
    expect(await named('state=untried')).toEqual(['Zoe Untried']);
    expect(await named('q=ada')).toEqual(['Ada Stuck']);
    expect(await named('sort_by=name&order=desc')).toEqual(['Zoe Untried', 'Ada Stuck']);
    expect(await named('sort_by=points&order=desc&limit=1')).toEqual(['Ada Stuck']);
    expect(await named('limit=1&page=2')).toEqual(['Zoe Untried']);
    expect((await place.teacher.page(`${path}?q=nobody`)).words).toContain('Nobody is like this');
    const group = { courseId: place.courseId, text: 'North', people: [place.fellow.id] };
    expect(await named(`group=${await aGroup(place.scope, group)}`)).toEqual(['Zoe Untried']);
    expect((await place.teacher.page(path)).words).toContain('North: North');
  });

  it('is not there for students, nor for those who teach elsewhere, who may be the same person [B-11]', async () => {
    for (const who of [place.student, place.fellow, place.stranger])
      for (const of of [
        path,
        `${path}/${place.fellow.id}`,
        `/assignments/${assignmentId}/grades.csv`,
        `/courses/${place.courseId}/grades`,
      ])
        expect([of, (await who.page(of)).status]).toEqual([of, 404]);
    const elsewhere = await place.elsewhereAssigned();
    expect((await place.student.page(`/assignments/${elsewhere.id}/students`)).status).toBe(200);
    expect((await place.student.page(`/assignments/${elsewhere.id}/students/${place.fellow.id}`)).status).toBe(404);
    expect((await place.student.page(`/submissions/${best}`)).status).toBe(200);
    expect((await place.fellow.page(`/submissions/${best}`)).status).toBe(404);
  });
});

describe('the page of the course', () => {
  it('leads those who teach to the gradebook, and nobody else', async () => {
    const link = `href="/courses/${place.courseId}/grades"`;
    expect((await place.assistant.page(`/courses/${place.courseId}`)).html).toContain(link);
    expect((await place.student.page(`/courses/${place.courseId}`)).html).not.toContain(link);
  });
});

describe('the gradebook', () => {
  it('has a column for each assignment, ours beside what the LMS has, with total and mean', async () => {
    const { data } = await place.teacher.read(`/courses/${place.courseId}/grades?q=ada`);
    expect(data.rows).toMatchObject([
      { name: 'Ada Stuck', total: 25, cells: [{ assignmentId, cell: { points: 25, lms: { state: 'none' } } }] },
    ]);
    expect(data.assignments).toMatchObject([{ title: 'Two sum', points: 100, mean: 25 }]);
    expect((await place.teacher.page(`/courses/${place.courseId}/grades`)).words).toMatch(/Ada Stuck.*25.*Mean.*25/);
  });
});

describe('the file of grades', () => {
  const lines = (text: string) => text.trim().split('\r\n');

  it('has a line for each student of an assignment, and takes no name for a formula', async () => {
    await place.scope.transaction(({ em }) =>
      em.execute('update "user" set name = ? where id = ?', ['=HYPERLINK("http://x")', place.fellow.id]),
    );
    const { html: text, status } = await place.teacher.page(`/assignments/${assignmentId}/grades.csv`);
    expect(status).toBe(200);
    expect(lines(text)).toHaveLength(3);
    expect(text).toContain(`${place.student.id},Ada Stuck,,stuck,25,100,0,,3,`);
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
  });

  it('has a column for each assignment of the whole course', async () => {
    const { html: text } = await place.assistant.page(`/courses/${place.courseId}/grades.csv`);
    expect(lines(text)[0]).toMatch(/^.?id,name,email,Two sum \(100\),total$/);
    expect(text).toContain(`${place.student.id},Ada Stuck,,25,25`);
  });
});
