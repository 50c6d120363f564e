import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { progressOf } from '#lti';
import { roles, claimNames as names } from '../../support/lti/claim-names.ts';
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

const bodyOf = (place: Grades, index = -1) =>
  JSON.parse(place.gradebook.askedFor(/scores/).at(index)!.body) as Record<string, unknown>;

describe('a score', () => {
  it('goes to the line item of the launch with all that is known of it, and nothing that is not [AGS-14][AGS-05][AGS-03][AGS-15][AGS-20][AGS-21][CERT-A01]', async () => {
    const place = await grades({ query: '?type_id=1' });
    const submittedAt = new Date('2026-03-01T10:00:00.250Z');
    const grader = await place.launch();
    await place.score({
      comment: 'Well done',
      startedAt: new Date('2026-03-01T09:00:00Z'),
      submittedAt,
      scoringUserId: grader.userId,
      at: new Date('2026-03-01T10:00:01.125Z'),
    });
    await place.deliver();
    const [post] = place.gradebook.askedFor(/scores/);
    expect(post).toMatchObject({
      method: 'POST',
      path: '/lineitems/1/scores?type_id=1',
      type: 'application/vnd.ims.lis.v1.score+json',
    });
    expect(JSON.parse(post!.body)).toEqual({
      userId: place.student.sub,
      scoreGiven: 7,
      scoreMaximum: 10,
      comment: 'Well done',
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
      timestamp: '2026-03-01T10:00:01.125Z',
      scoringUserId: grader.sub,
      submission: { startedAt: '2026-03-01T09:00:00.000Z', submittedAt: '2026-03-01T10:00:00.250Z' },
    });
    expect(await place.row()).toMatchObject({ state: 'sent', reason: null, open_send: null });
    expect(await place.events()).toEqual(['begun', 'delivered']);
  });

  it('is extra credit above the maximum, never negative, and cleared by none [AGS-18]', async () => {
    const place = await grades();
    await place.score({ scoreGiven: 12 });
    await place.deliver();
    expect(bodyOf(place)).toMatchObject({ scoreGiven: 12, scoreMaximum: 10 });
    await expect(place.score({ scoreGiven: -1 })).rejects.toThrow('0 or more');
    await place.score({ scoreGiven: null, scoreMaximum: null });
    await place.deliver();
    expect(bodyOf(place)).not.toHaveProperty('scoreGiven');
    expect(bodyOf(place)).not.toHaveProperty('comment');
  });

  it('has its comment each time, and later timestamps each time, never in the future [AGS-17][AGS-19]', async () => {
    const place = await grades();
    const at = new Date();
    for (let time = 0; time < 3; time += 1) {
      await place.score({ scoreGiven: time, comment: 'Same words', at });
      await place.deliver();
    }
    const posts = place.gradebook.posts.map(({ score }) => score);
    expect(posts.map(({ comment }) => comment)).toEqual(['Same words', 'Same words', 'Same words']);
    const instants = posts.map(({ timestamp }) => Date.parse(timestamp));
    expect(new Set(instants).size).toBe(3);
    expect(instants.toSorted((a, b) => a - b)).toEqual(instants);
    expect(instants.at(-1)).toBeLessThanOrEqual(Date.now());
    await place.score({ at: new Date(Date.now() + 60_000) });
    await place.deliver();
    expect(Date.parse(bodyOf(place).timestamp as string)).toBeLessThanOrEqual(Date.now());
  });

  it('is the newest where several wait, and an older one replaces no newer [AGS-25]', async () => {
    const place = await grades();
    const now = Date.now();
    await place.score({ scoreGiven: 1, at: new Date(now - 2_000) });
    await place.score({ scoreGiven: 3, at: new Date(now) });
    await place.score({ scoreGiven: 2, at: new Date(now - 1_000) });
    await place.deliver();
    await place.deliver();
    expect(place.gradebook.posts.map(({ score }) => score.scoreGiven)).toEqual([3]);
  });

  it('is written with the rows of whoever wants it, or not at all [AGS-27]', async () => {
    const place = await grades();
    await place.scope
      .transaction(async (inside) => {
        const { sendScore } = await import('#lti');
        const { lineItemId, student } = place;
        const progress = progressOf('closed');
        await sendScore(inside, {
          lineItemId,
          userId: student.userId,
          scoreGiven: 1,
          scoreMaximum: 1,
          ...progress,
          at: new Date(),
        });
        throw new Error('changed its mind');
      })
      .catch(() => undefined);
    expect(await place.row()).toBeUndefined();
  });

  it('of staff or of a test user stays here unless it is asked for [AGS-31]', async () => {
    const place = await grades();
    const teacher = await place.launch({ [names.roles]: [roles.instructor] });
    const tester = await place.launch({ [names.roles]: [roles.learner, roles.testUser] });
    for (const { userId } of [teacher, tester]) {
      await place.score({ userId });
      await place.deliver(userId);
      expect(await place.row(userId)).toMatchObject({ state: 'failed', reason: 'staff' });
    }
    expect(place.gradebook.askedFor(/scores/)).toEqual([]);
    await place.score({ userId: teacher.userId, isAskedFor: true });
    await place.deliver(teacher.userId);
    expect(place.gradebook.posts).toHaveLength(1);
  });

  it('is not tried where the platform grants no scores, with a reason [AGS-02]', async () => {
    const place = await grades({ scopes: ['https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly'] });
    await place.score();
    await place.deliver();
    expect(await place.row()).toMatchObject({ state: 'failed', reason: 'scopeMissing' });
    expect(place.gradebook.asked).toEqual([]);
  });
});

describe('what stands in a score of each state of the work', () => {
  it.each([
    ['opened', 'Started', 'NotReady'],
    ['saved', 'InProgress', 'NotReady'],
    ['judging', 'Submitted', 'Pending'],
    ['judged', 'Submitted', 'FullyGraded'],
    ['closed', 'Completed', 'FullyGraded'],
    ['waitsForPerson', 'Submitted', 'PendingManual'],
    ['judgeFailed', 'Submitted', 'Failed'],
    ['reset', 'Initialized', 'NotReady'],
  ] as const)('%s is %s and %s [AGS-16]', (state, activityProgress, gradingProgress) => {
    expect(progressOf(state)).toEqual({ activityProgress, gradingProgress });
  });
});
