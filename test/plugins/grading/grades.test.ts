import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeColumnJob } from '../../../plugins/grading/telling/make-column.ts';
import { gradeAnew } from '../../../plugins/grading/grading-jobs.ts';
import { releaseGrades } from '../../../plugins/assignments/settings/release-grades.ts';
import { claimNames as names, roles } from '../../support/lti/claim-names.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';
import { openGraded, type Graded } from './open-graded.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

async function withGraded(work: (place: Graded) => Promise<void>, options: Parameters<typeof openGraded>[1] = {}) {
  const place = await openGraded(tool, options);
  try {
    await work(place);
  } finally {
    await place.close();
  }
}

const run = { signal: new AbortController().signal, attempt: 1 };
const hour = 3_600_000;

describe('a verdict', () => {
  it("makes a grade, of which the LMS is told in the column of the assignment's own link [G-01]", () =>
    withGraded(async ({ grades, student, handIn, make, gradeOf, scoreOf }) => {
      const submissionId = await handIn(student.userId, 1);
      await make();
      expect(await gradeOf()).toMatchObject({
        points: '25',
        maximum: '100',
        submission_id: submissionId,
        told_state: 'judged',
      });
      const told = { score_given: 25, score_maximum: 100, line_item_id: grades.lineItemId, state: 'waiting' };
      expect(await scoreOf()).toMatchObject({
        ...told,
        activity_progress: 'Submitted',
        grading_progress: 'FullyGraded',
      });
      await grades.deliver(student.userId);
      expect(grades.gradebook.posts.map(({ score }) => score)).toMatchObject([
        { userId: student.sub, scoreGiven: 25, scoreMaximum: 100 },
      ]);
    }));

  it('is told once, however often its job runs, and not where the grade stays what it is', () =>
    withGraded(async ({ student, handIn, make, scoreOf }) => {
      await handIn(student.userId, 2);
      await make();
      await make();
      await handIn(student.userId, 1);
      await make();
      expect(await scoreOf()).toMatchObject({ score_given: 50, revision: 1 });
      await handIn(student.userId, 4);
      await make();
      expect(await scoreOf()).toMatchObject({ score_given: 100, revision: 2 });
    }));

  it('at the same time as others leaves the grade of all of them', () =>
    withGraded(async ({ student, handIn, make, gradeOf, scoreOf }) => {
      for (const points of [1, 4, 2]) await handIn(student.userId, points);
      await Promise.all([make(), make(), make(), make()]);
      expect(await gradeOf()).toMatchObject({ points: '100' });
      expect(await scoreOf()).toMatchObject({ score_given: 100, revision: 1 });
    }));

  it('of late work tells what lateness left, and why [E-07]', () =>
    withGraded(async ({ student, handIn, make, rule, gradeOf, scoreOf }) => {
      const dueAt = new Date(Date.now() - 30 * hour);
      await rule({ dueAt, lateUntil: new Date(Date.now() + hour), latePercentPerDay: 10 });
      await handIn(student.userId, 4);
      await make();
      expect(await gradeOf()).toMatchObject({ points: '80', late_percent: '20', why: [{ share: 1, latePercent: 20 }] });
      expect(await scoreOf()).toMatchObject({ score_given: 80 });
    }));

  it('that uses up the last attempt says that the work is complete', () =>
    withGraded(async ({ student, handIn, make, rule, scoreOf }) => {
      await rule({ attempts: 1 });
      await handIn(student.userId, 4);
      await make();
      expect(await scoreOf()).toMatchObject({ activity_progress: 'Completed', grading_progress: 'FullyGraded' });
    }));

  it('of those who teach makes no grade, and one of a test user is told nobody [CORE-12]', () =>
    withGraded(async ({ launch, handIn, make, gradeOf, scoreOf }) => {
      const teacher = await launch({ [names.roles]: [roles.instructor] });
      await handIn(teacher.userId, 4);
      await make(teacher.userId);
      expect(await gradeOf(teacher.userId)).toBeUndefined();
      const tester = await launch({ [names.roles]: [roles.learner, roles.testUser] });
      await handIn(tester.userId, 4);
      await make(tester.userId);
      expect(await gradeOf(tester.userId)).toMatchObject({ points: '100', told_state: null });
      expect(await scoreOf(tester.userId)).toBeUndefined();
    }));
});

describe('other rules', () => {
  it('make every grade anew, and the LMS is told of those that changed', () =>
    withGraded(async ({ assignmentId, student, launch, handIn, make, rule, inside, gradeOf, scoreOf }) => {
      const other = await launch();
      for (const points of [4, 2]) await handIn(student.userId, points);
      await handIn(other.userId, 3);
      await Promise.all([make(), make(other.userId)]);
      await rule({ policy: 'last', version: 2 });
      await gradeAnew.job.run((await inside()) as never, { assignmentId } as never, run);
      expect(await gradeOf()).toMatchObject({ points: '50', assignment_version: 2 });
      expect(await scoreOf()).toMatchObject({ score_given: 50, revision: 2 });
      expect(await gradeOf(other.userId)).toMatchObject({ points: '75', assignment_version: 2 });
      expect(await scoreOf(other.userId)).toMatchObject({ score_given: 75, revision: 1 });
    }));

  it('may keep grades back: the LMS has none of them until they are released', () =>
    withGraded(async ({ assignmentId, student, handIn, make, rule, inside, scoreOf }) => {
      await rule({ gradeRelease: 'manual' });
      await handIn(student.userId, 4);
      await make();
      expect(await scoreOf()).toMatchObject({ score_given: null, grading_progress: 'PendingManual' });
      await releaseGrades(await inside(), assignmentId);
      await gradeAnew.job.run((await inside()) as never, { assignmentId } as never, run);
      expect(await scoreOf()).toMatchObject({ score_given: 100, grading_progress: 'FullyGraded' });
    }));
});

describe('a link without a column', () => {
  it('gets one of ours, once, in which every grade that waited is told', () =>
    withGraded(
      async ({ assignmentId, grades, student, handIn, make, inside, gradeOf, scoreOf }) => {
        await handIn(student.userId, 4);
        await make();
        expect(await gradeOf()).toMatchObject({ points: '100', told_state: null });
        for (let time = 0; time < 2; time += 1)
          await makeColumnJob.run((await inside()) as never, { assignmentId }, run);
        await make();
        expect(await scoreOf()).toMatchObject({ score_given: 100, revision: 1 });
        await grades.deliver(student.userId);
        const ours = [...grades.gradebook.columns.values()].filter(({ label }) => label === 'Week 3');
        expect(ours).toMatchObject([{ resourceId: `assignment.${assignmentId}`, tag: 'grade', scoreMaximum: 100 }]);
        expect(grades.gradebook.posts).toMatchObject([{ score: { scoreGiven: 100 } }]);
      },
      { hasColumn: false },
    ));

  it('of a platform that grants none keeps the grade here, and says so', () =>
    withGraded(
      async ({ assignmentId, student, handIn, make, inside, gradeOf }) => {
        await handIn(student.userId, 4);
        await make();
        await makeColumnJob.run((await inside()) as never, { assignmentId }, run);
        expect(await gradeOf()).toMatchObject({ points: '100', told_state: null, untold: 'noGradebook' });
      },
      { hasColumn: false, scopes: [] },
    ));
});
