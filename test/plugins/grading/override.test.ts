import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { overrideGrade, undoOverride } from '#plugins/grading';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';
import { adjusted } from '../../support/sample/adjust-grades.ts';
import type { GradesOptions } from '../../support/lti/open-grades.ts';
import { openClass, type Class } from '../assignments/open-class.ts';
import { openGraded, type Graded } from './open-graded.ts';
import { handIn } from './open-worked.ts';

describe('points that somebody who teaches sets', () => {
  let tool: Launches;
  beforeAll(async () => {
    tool = await openLaunches();
  }, 120_000);
  afterAll(() => tool.close());

  async function withGraded(work: (place: Graded) => Promise<void>, options: GradesOptions = {}) {
    const place = await openGraded(tool, options);
    try {
      await work(place);
    } finally {
      await place.close();
    }
  }

  const overridden = async (
    { assignmentId, student, inside }: Graded,
    points: number,
    reason = 'Shown in the lesson',
  ) => overrideGrade(await inside(), { assignmentId, userId: student.userId, points, reason });

  it('hold against every later verdict, and the LMS is told them with the reason', () =>
    withGraded(async (place) => {
      const { student, handIn: hand, make, gradeOf, scoreOf } = place;
      await hand(student.userId, 1);
      await make();
      await overridden(place, 60);
      expect(await gradeOf()).toMatchObject({ points: '60' });
      expect(await scoreOf()).toMatchObject({ score_given: 60, comment: 'Shown in the lesson' });
      await hand(student.userId, 4);
      await make();
      expect(await gradeOf()).toMatchObject({ points: '60' });
      expect(await scoreOf()).toMatchObject({ score_given: 60, comment: 'Shown in the lesson' });
    }));

  it('are undone to what the rules give then, with all of it in the history', () =>
    withGraded(async (place) => {
      const { assignmentId, student, handIn: hand, make, inside, gradeOf, scoreOf } = place;
      await hand(student.userId, 1);
      await make();
      await overridden(place, 60);
      await overridden(place, 61, 'A point more');
      await hand(student.userId, 4);
      await make();
      await undoOverride(await inside(), { assignmentId, userId: student.userId });
      expect(await gradeOf()).toMatchObject({ points: '100', override_id: null });
      expect(await scoreOf()).toMatchObject({ score_given: 100, comment: null });
      const history = await tool.rows.rows(
        'select kind, from_points::float8 as f, to_points::float8 as t, reason from grade_change where user_id = $1 order by created_at',
        [student.userId],
      );
      expect(history).toEqual([
        { kind: 'overridden', f: 25, t: 60, reason: 'Shown in the lesson' },
        { kind: 'overridden', f: 60, t: 61, reason: 'A point more' },
        { kind: 'undone', f: 61, t: 100, reason: '' },
      ]);
    }));

  it('need nothing handed in, and undone take the grade away in the LMS too', () =>
    withGraded(async (place) => {
      const { assignmentId, student, inside, gradeOf, scoreOf } = place;
      await overridden(place, 40);
      expect(await gradeOf()).toMatchObject({ points: '40', maximum: '100' });
      expect(await scoreOf()).toMatchObject({ score_given: 40, score_maximum: 100, state: 'waiting' });
      await undoOverride(await inside(), { assignmentId, userId: student.userId });
      expect(await gradeOf()).toMatchObject({ points: null, told_state: 'reset' });
      expect(await scoreOf()).toMatchObject({ score_given: null, grading_progress: 'NotReady' });
    }));

  it.each(['moodle', 'canvas'])(
    'undone where nothing was handed in are taken away in %s too, once they arrived there',
    (productFamily) =>
      withGraded(
        async (place) => {
          const { assignmentId, student, inside, grades, scoreOf } = place;
          const undo = async () => undoOverride(await inside(), { assignmentId, userId: student.userId });
          const posts = () => grades.gradebook.posts.map(({ score }) => score);
          await overridden(place, 40);
          await undo();
          expect(await scoreOf()).toMatchObject({ state: 'waiting', score_given: null });
          await overridden(place, 50);
          await grades.deliver(student.userId);
          await undo();
          expect(await scoreOf()).toMatchObject({ state: 'waiting', score_given: null });
          await grades.deliver(student.userId);
          expect(posts()).toHaveLength(2);
          expect(posts()[1]).toMatchObject({ activityProgress: 'Initialized', gradingProgress: 'NotReady' });
          expect(posts()[1]).not.toHaveProperty('scoreGiven');
          expect(JSON.stringify(posts()[1])).not.toContain('preserve_score');
        },
        { productFamily },
      ),
  );
});

describe('on the page of a student', () => {
  let place: Class;
  beforeAll(async () => {
    place = await openClass();
  }, 120_000);
  afterAll(() => place.app.stop());

  it('somebody who teaches sets and undoes them; the student reads the reason, and nobody else may', async () => {
    const { id: assignmentId, problemId } = await place.assign();
    const path = `/assignments/${assignmentId}/students/${place.student.id}`;
    await handIn(place.scope, place.student.id, { assignmentId, problemId }, ['passed', 'wrong']);
    const set = { points: 90, reason: 'Explained it at the board' };
    for (const who of [place.student, place.fellow, place.stranger])
      expect((await who.post(`${path}/override`, set)).status).toBe(404);
    expect((await place.teacher.post(`${path}/override`, { points: 90, reason: ' ' })).fields).toEqual(['reason']);
    expect((await place.teacher.post(`${path}/override`, { ...set, points: -1 })).fields).toEqual(['points']);
    expect((await place.teacher.post(`${path}/override`, set)).status).toBe(200);
    expect((await place.student.page(`/assignments/${assignmentId}`)).words).toMatch(
      /90 \/ 100 points.*Explained it at the board/,
    );
    expect((await place.assistant.read(path)).data).toMatchObject({
      grade: { points: 90 },
      override: { reason: 'Explained it at the board', who: 'Somebody' },
      changes: [{ kind: 'overridden', fromPoints: 25, toPoints: 90, who: 'Somebody' }],
    });
    expect((await place.assistant.post(`${path}/undoing`)).status).toBe(200);
    expect((await place.assistant.post(`${path}/undoing`)).status).toBe(409);
    expect((await place.teacher.read(path)).data).toMatchObject({ grade: { points: 25 }, override: null });
  });

  it('what another plugin added is told to the student with its reason', async () => {
    const { id: assignmentId, problemId } = await place.assign();
    const reason = { key: 'kernel.parts.pageOf', parameters: { page: 1, pages: 2, total: 3 } };
    adjusted.set(place.student.id, { amount: 5, reason });
    await handIn(place.scope, place.student.id, { assignmentId, problemId }, ['passed', 'wrong']);
    adjusted.delete(place.student.id);
    const { words } = await place.student.page(`/assignments/${assignmentId}`);
    expect(words).toMatch(/30 \/ 100 points.*\+5 points: Page 1 of 2/);
  });
});
