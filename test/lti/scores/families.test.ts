import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { progressOf } from '#lti';
import { openGrades, type Grades, type GradesOptions } from '../../support/lti/open-grades.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const opened: Grades[] = [];
const grades = async (options?: GradesOptions) => {
  const made = await openGrades(tool, options);
  opened.push(made);
  return made;
};
afterEach(() => Promise.all(opened.splice(0).map((each) => each.close())));

const extension = (place: Grades, index = -1) =>
  place.gradebook.posts.at(index)!.score['https://canvas.instructure.com/lti/submission'];

describe('what is not final', () => {
  it.each([
    ['moodle', ['judging', 'judgeFailed', 'waitsForPerson', 'saved']],
    ['canvas', ['judging', 'judgeFailed', 'saved']],
  ] as const)(
    'stays here for %s until the grade is, and displaces none that is on its way [MOO-07][CAN-14]',
    async (productFamily, states) => {
      const place = await grades({ productFamily });
      for (const state of states) {
        await place.score({ scoreGiven: null, scoreMaximum: null, ...progressOf(state) });
        await place.deliver();
      }
      expect(place.gradebook.asked).toEqual([]);
      expect(await place.row()).toMatchObject({ state: 'held' });
      await place.score();
      await place.score({ scoreGiven: null, scoreMaximum: null, ...progressOf('judging') });
      await place.deliver();
      expect(place.gradebook.posts.map(({ score }) => score.scoreGiven)).toEqual([7]);
      expect(await place.row()).toMatchObject({ state: 'sent', grading_progress: 'FullyGraded' });
    },
  );

  it('is told to any other platform', async () => {
    const place = await grades();
    await place.score({ scoreGiven: null, scoreMaximum: null, ...progressOf('judging') });
    await place.deliver();
    expect(place.gradebook.posts[0]!.score).toMatchObject({
      activityProgress: 'Submitted',
      gradingProgress: 'Pending',
    });
  });
});

describe('Canvas', () => {
  it('counts an attempt for each submission and none for a regrade, with the time of the submission and a view of it [CAN-12][CAN-13]', async () => {
    const place = await grades({ productFamily: 'canvas' });
    const submittedAt = new Date(Date.now() - 3_600_000);
    const reviewUrl = '/lti/launch?item=review.7';
    await place.score({ submittedAt, reviewUrl });
    await place.deliver();
    expect(extension(place)).toEqual({
      new_submission: true,
      submitted_at: submittedAt.toISOString(),
      submission_type: 'basic_lti_launch',
      submission_data: 'https://tool.example/lti/launch?item=review.7',
    });
    await place.score({ scoreGiven: 9, comment: 'After all', submittedAt, reviewUrl });
    await place.deliver();
    expect(extension(place)).toEqual({ new_submission: false, submitted_at: submittedAt.toISOString() });
    await place.score({ submittedAt: new Date(), reviewUrl });
    await place.deliver();
    expect(extension(place)).toMatchObject({ new_submission: true });
  });

  it('keeps the grade while a person still has to grade [CAN-14][CAN-27]', async () => {
    const place = await grades({ productFamily: 'canvas' });
    await place.score({ scoreGiven: null, scoreMaximum: null, ...progressOf('waitsForPerson') });
    await place.deliver();
    expect(extension(place)).toMatchObject({ preserve_score: true });
    await place.score();
    await place.deliver();
    expect(extension(place)).not.toHaveProperty('preserve_score');
  });
});

describe('the standard', () => {
  it('has nothing beside its own properties', async () => {
    const place = await grades();
    await place.score({ submittedAt: new Date(), reviewUrl: '/x' });
    await place.deliver();
    expect(Object.keys(place.gradebook.posts[0]!.score).filter((name) => name.startsWith('https://'))).toEqual([]);
  });
});
