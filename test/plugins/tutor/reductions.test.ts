import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTutored, type Tutored } from './open-tutored.ts';

let place: Tutored;
beforeAll(async () => {
  place = await openTutored();
}, 120_000);
afterAll(() => place.app.stop());

/** An assignment worth 100 points in which each hint takes ten, and where its problem is worked on. */
async function assigned(rules: object = { hints: 3, percent: 10 }, dates = {}) {
  const { id, problemId } = await place.assign(dates);
  await place.rule(id, rules);
  return { id, problemId, base: `/assignments/${id}/problems/${problemId}` };
}

async function take(base: string, number: number, percent = 10) {
  const { status } = await place.ask(place.student, base, number, { percent });
  await place.write();
  return status;
}

describe('points that a hint takes', () => {
  it('are said before it is asked for, stand in the grade with the reason, and in its panel', async () => {
    const { id, base } = await assigned();
    await place.handIn(place.student, id, { points: 2 });
    expect(await place.gradeOf(place.student, id)).toMatchObject({ points: 50, adjustments: [] });
    const before = await place.student.page(`${base}/hint-requests`);
    expect(before.words).toContain('This hint takes 10 points off your grade: 10 % of what the problem is worth.');
    expect(before.words).toContain('Take the hint for 10 points');
    await take(base, 1);
    await take(base, 2);
    // Nobody made the grade anew but the hint itself.
    const after = await place.student.page(base);
    expect(after.words).toContain('30 / 100 points');
    expect(after.words).toContain('-20 points: for 2 hints that were asked for.');
    expect((await place.seen(place.student, base))!.hints.map(({ points }) => points)).toEqual([10, 10]);
  });

  it('are asked for again where they became more since the page was drawn', async () => {
    const { id, base } = await assigned({ hints: 3, percent: 0 });
    await place.rule(id, { hints: 3, percent: 20, version: 1 });
    expect(await take(base, 1, 0)).toBe(409);
    expect(await take(base, 1, 20)).toBe(202);
  });

  it('come back when those who teach take nothing any more, and are never more than was said', async () => {
    const { id, base } = await assigned();
    await place.handIn(place.student, id, { points: 4, status: 'passed' });
    await place.scope.transaction(({ em }) =>
      em.execute(`update submission set status = 'FAILED', points = 3 where place_id = ?`, [id]),
    );
    await take(base, 1);
    expect(await place.gradeOf(place.student, id)).toMatchObject({ points: 65 });
    await place.rule(id, { hints: 3, percent: 50, version: 1 });
    await place.gradeAnew(id);
    expect(await gradeRow(id)).toMatchObject({ points: 65, adjustments: [{ amount: -10 }] });
    await place.rule(id, { hints: 3, percent: 0, version: 2 });
    await place.gradeAnew(id);
    expect(await gradeRow(id)).toMatchObject({ points: 75, adjustments: [] });
  });

  it('are never more than the problem gave', async () => {
    const { id, base } = await assigned({ hints: 3, percent: 40 });
    await place.handIn(place.student, id, { points: 1 });
    await take(base, 1, 40);
    expect(await place.gradeOf(place.student, id)).toMatchObject({ points: 0, adjustments: [{ amount: -25 }] });
  });

  it('are none for who teaches, nor where nothing that is handed in could count', async () => {
    const late = await assigned({ hints: 3, percent: 10 }, { dueAt: new Date(Date.now() - 3_600_000) });
    expect(await place.seen(place.student, late.base)).toMatchObject({ next: { points: 0 } });
    expect(await take(late.base, 1, 0)).toBe(202);
    const once = await assigned({ hints: 3, percent: 10 }, { attempts: 1 });
    expect(await place.seen(place.student, once.base)).toMatchObject({ next: { points: 10 } });
    await place.handIn(place.student, once.id, { points: 2 });
    expect(await place.seen(place.student, once.base)).toMatchObject({ next: { points: 0 } });
    const { base } = await assigned();
    expect((await place.ask(place.teacher, base, 1, { percent: 0 })).status).toBe(202);
  });

  it('are none for a hint that helps with every program', async () => {
    const { id, base, problemId } = await assigned();
    await place.scope.transaction(({ em }) =>
      em.execute(
        `update statement_revision set words = words || '{"hints": []}' where version_id in
        (select version_id from assignment_problem where problem_id = ?)`,
        [problemId],
      ),
    );
    await take(base, 1);
    expect((await place.seen(place.student, base))!.hints).toMatchObject([{ source: 'general', points: 0 }]);
    await place.handIn(place.student, id, { points: 2 });
    expect(await place.gradeOf(place.student, id)).toMatchObject({ points: 50, adjustments: [] });
  });
});

async function gradeRow(assignmentId: string) {
  const [row] = await place.scope.transaction(({ em }) =>
    em.execute<object[]>(
      'select points::float8 as points, adjustments from grade where assignment_id = ? and user_id = ?',
      [assignmentId, place.student.id],
    ),
  );
  return row;
}
