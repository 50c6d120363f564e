import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Problem } from '#plugins/problems';
import { makeVersion } from '../../../plugins/problems/publishing/make-version.ts';
import { isTrial } from '../../../plugins/submissions/work-trial.ts';
import { aProblem, sums } from '../../support/problem-factories.ts';
import { openClass, right, type Class } from './open-class.ts';

let place: Class;
beforeAll(async () => {
  place = await openClass();
});
afterAll(() => place.app.stop());

const problemsOf = async (id: string) =>
  place.scope.transaction(({ em }) =>
    em.execute<{ problem: string; points: number; version: string }[]>(
      `select problem_id as problem, points::float8 as points, version_id as version from assignment_problem
        where assignment_id = ? order by position`,
      [id],
    ),
  );

/** An assignment with two problems; its version is 2. */
async function withTwo() {
  const { id, problemId } = await place.assign();
  const { id: second } = await aProblem(place.scope, { title: 'Second' });
  await place.teacher.post(`/assignments/${id}/problems/addition`, { version: 1, problemId: second });
  return { id, first: problemId, second };
}

describe('the problems of an assignment', () => {
  it('are several, with points and an order that buttons change, without dragging [E-05]', async () => {
    const { id, first, second } = await withTwo();
    expect(await problemsOf(id)).toMatchObject([
      { problem: first, points: 100 },
      { problem: second, points: 100 },
    ]);
    const answer = await place.teacher.sendForm(`/assignments/${id}/problems`, {
      version: '2',
      'problems.0.id': first,
      'problems.0.points': '30',
      'problems.1.id': second,
      'problems.1.points': '12.5',
      act: '1.up',
    });
    expect(answer.status).toBeLessThan(400);
    expect(await problemsOf(id)).toMatchObject([
      { problem: second, points: 12.5 },
      { problem: first, points: 30 },
    ]);
    expect((await place.student.read(`/assignments/${id}`)).data).toMatchObject({ points: 42.5 });
  });

  it('come and go, but one stays; what was handed in stays too', async () => {
    const { id, first, second } = await withTwo();
    const both = [first, second].map((one) => ({ id: one, points: 10 }));
    const { data } = await place.student.post(`/assignments/${id}/submissions`, {
      language: 'python',
      code: right,
      problemId: first,
    });
    expect(
      await place.teacher.post(`/assignments/${id}/problems`, { version: 2, problems: both, act: '0.remove' }),
    ).toMatchObject({ status: 200 });
    expect(await problemsOf(id)).toMatchObject([{ problem: second }]);
    expect(await place.student.read(`/submissions/${String(data.id)}`)).toMatchObject({ status: 200 });
    const last = { version: 3, problems: both.slice(1), act: '0.remove' };
    expect(await place.teacher.post(`/assignments/${id}/problems`, last)).toMatchObject({
      status: 422,
      fields: ['act'],
    });
    expect(
      await place.teacher.post(`/assignments/${id}/problems/addition`, { version: 3, problemId: second }),
    ).toMatchObject({
      status: 422,
      fields: ['problemId'],
    });
    await place.teacher.post(`/assignments/${id}/problems/addition`, { version: 3, problemId: first });
    expect(await problemsOf(id)).toMatchObject([{ problem: second }, { problem: first }]);
  });

  it('are not changed by a save that comes too late', async () => {
    const { id, first } = await withTwo();
    const late = { version: 1, problems: [{ id: first, points: 1 }] };
    expect(await place.assistant.post(`/assignments/${id}/problems`, late)).toMatchObject({ status: 409 });
    expect(await problemsOf(id)).toHaveLength(2);
  });

  it('are nothing that learners change, nor those who teach elsewhere', async () => {
    const { id } = await place.assign();
    for (const below of ['problems', 'extensions', 'versions', 'preview', 'settings'])
      for (const who of [place.student, place.stranger])
        expect(await who.read(`/assignments/${id}/${below}`)).toMatchObject({ status: 404 });
  });
});

describe('the version of a problem', () => {
  const publish = (problemId: string) =>
    place.scope.transaction(async (inside) => {
      const problem = await inside.em.findOneOrFail(Problem, { id: problemId });
      await makeVersion(inside, problem, sums({ title: 'Newer' }), null);
    });

  it('stays what it was when it was chosen; moving says first who is affected, and work keeps its own [E-05]', async () => {
    const { id, problemId, versionId } = await place.assign();
    const { data } = await place.student.post(`/assignments/${id}/submissions`, { language: 'python', code: right });
    await publish(problemId);
    const { data: before } = await place.teacher.read(`/assignments/${id}/versions`);
    expect(before.problems).toMatchObject([
      { number: 1, newestNumber: 2, isNewest: false, tried: 1, solved: 0, judged: 1, more: 0 },
    ]);
    expect(await problemsOf(id)).toMatchObject([{ version: versionId }]);
    const [{ newestId }] = before.problems as [{ newestId: string }];
    const { html } = await place.teacher.page(`/assignments/${id}/versions`);
    expect(html).toMatch(/1 student has handed something in/);
    await place.teacher.post(`/assignments/${id}/versions`, { version: 1, problemId, versionId: newestId });
    expect(await problemsOf(id)).toMatchObject([{ version: newestId }]);
    const [submission] = await place.scope.transaction(({ em }) =>
      em.execute<{ version_id: string }[]>('select version_id from submission where id = ?', [data.id]),
    );
    expect(submission).toEqual({ version_id: versionId });
  });

  it('is one of that problem', async () => {
    const { id, problemId } = await place.assign();
    const { versionId } = await aProblem(place.scope, { title: 'Other' });
    const wrong = await place.teacher.post(`/assignments/${id}/versions`, { version: 1, problemId, versionId });
    expect(wrong).toMatchObject({ status: 422, fields: ['versionId'] });
  });
});

describe('the view of students', () => {
  it('shows those who teach what a learner sees, before it opens and after [B-07]', async () => {
    const before = await place.assign({ releaseAt: new Date(Date.now() + 3_600_000), attempts: 3 });
    expect((await place.teacher.read(`/assignments/${before.id}/preview`)).data).toMatchObject({
      phase: 'before',
      work: null,
      instructions: null,
      attemptsLeft: 3,
    });
    const { id } = await place.assign();
    await place.teacher.post(`/assignments/${id}/settings`, { version: 1, instructions: 'Use **no** loops.' });
    for (const { words } of [
      await place.teacher.page(`/assignments/${id}/preview`),
      await place.student.page(`/assignments/${id}`),
    ]) {
      expect(words).toContain('Read two numbers');
      expect(words).toMatch(/Use\s+no\s+loops/);
    }
    expect((await place.teacher.page(`/assignments/${id}/preview`)).words).toContain('This is what your students see');
  });

  it('counts what is tried out there in no figure of the problem', async () => {
    const { id } = await place.assign();
    const tried = async (who: Class['student']) => {
      const { data } = await who.post(`/assignments/${id}/submissions`, { language: 'python', code: right });
      return place.scope.transaction((inside) =>
        isTrial(inside, { submissionId: data.id as string, placeKind: 'assignment' }),
      );
    };
    expect(await tried(place.teacher)).toBe(true);
    expect(await tried(place.assistant)).toBe(true);
    expect(await tried(place.student)).toBe(false);
  });
});
