import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { pauseMs } from '../../../lti/scores/pause-ms.ts';
import { openGrades, type Grades, type GradesOptions } from '../../support/lti/open-grades.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';
import type { Said } from '../../support/lti/gradebook.ts';

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

/** Answers scores so, and everything else as usual. */
const scoresAnswer = (place: Grades, said: Said | 'hangUp') =>
  place.gradebook.suffer(({ path }) => (path.includes('/scores') ? said : null));

describe('what passes', () => {
  it.each<[string, Said | 'hangUp', string, number]>([
    ['408', { status: 408 }, 'unreachable', 500],
    ['425', { status: 425 }, 'throttled', 500],
    ['429 with Retry-After in seconds', { status: 429, headers: { 'retry-after': '40' } }, 'throttled', 40_000],
    [
      '429 with Retry-After as a date',
      { status: 429, headers: { 'retry-after': new Date(Date.now() + 90_000).toUTCString() } },
      'throttled',
      // The date was made when the file was read.
      20_000,
    ],
    ['500', { status: 500, body: { message: 'Oops' } }, 'unreachable', 500],
    [
      "Canvas's 403",
      { status: 403, body: 'Rate Limit Exceeded', headers: { 'x-rate-limit-remaining': '0' } },
      'throttled',
      500,
    ],
    ['a connection that breaks', 'hangUp', 'unreachable', 500],
  ])('%s is tried again, not earlier than wanted [AGS-24][CAN-19]', async (_name, said, reason, pause) => {
    const place = await grades();
    scoresAnswer(place, said);
    await place.score();
    const before = Date.now();
    const again = await place.deliver();
    expect(await place.row()).toMatchObject({ state: 'waiting', reason, attempts: 1 });
    expect(again!.at!.getTime() - before).toBeGreaterThanOrEqual(pause - 50);
    place.gradebook.suffer(null);
    await place.deliver();
    expect(await place.row()).toMatchObject({ state: 'sent', reason: null, words: null });
    const [first, second] = place.gradebook
      .askedFor(/scores/)
      .map(({ body }) => JSON.parse(body) as { timestamp: string });
    if (['throttled'].includes(reason)) expect(second!.timestamp).toBe(first!.timestamp);
  });

  it('grows its pauses to ten minutes, and spreads them', () => {
    expect([0, 1, 5, 20].map((attempts) => pauseMs(attempts, null, 0.5))).toEqual([1_000, 2_000, 32_000, 600_000]);
    expect(pauseMs(3, null, 0)).toBeLessThan(pauseMs(3, null, 0.99));
    expect(pauseMs(0, 7, 0)).toBe(7_000);
  });

  it('a token that is refused is replaced once [SEC-13]', async () => {
    const place = await grades();
    await place.score();
    await place.deliver();
    place.gradebook.tokens.clear();
    await place.score({ scoreGiven: 8 });
    await place.deliver();
    expect(await place.row()).toMatchObject({ state: 'sent' });
    expect(place.gradebook.askedFor(/token/)).toHaveLength(2);
    place.gradebook.suffer(({ path }) => (path.includes('/scores') ? { status: 401, body: { error: 'no' } } : null));
    await place.score({ scoreGiven: 9 });
    await place.deliver();
    expect(await place.row()).toMatchObject({ state: 'failed', reason: 'notAllowed' });
    expect(place.gradebook.askedFor(/token/)).toHaveLength(3);
  });
});

describe('what does not pass', () => {
  it.each<[string, Said, string, string | null]>([
    [
      'a person whom the course does not have',
      { status: 400, body: { error: 'User is not enrolled' } },
      'notEnrolled',
      null,
    ],
    [
      "Blackboard's way to say so",
      { status: 400, body: { message: 'User could not be found' } },
      'notEnrolled',
      'blackboardlearn',
    ],
    ["Moodle's way to say so", { status: 400, body: [] }, 'notEnrolled', 'moodle'],
    [
      "Canvas's way to say so",
      { status: 422, body: { errors: { message: 'User not found in course or is not a student' } } },
      'notEnrolled',
      'canvas',
    ],
    ['attempts that are used up', { status: 422, body: { message: 'No attempts left' } }, 'attemptsUsedUp', 'canvas'],
    ['a line item that has gone', { status: 404, body: { error: 'not found' } }, 'itemGone', null],
    [
      'a line item that is closed',
      { status: 422, body: { message: 'Past due: no longer accepts scores' } },
      'itemClosed',
      null,
    ],
    ['anything else', { status: 422, body: { message: 'I do not like it' } }, 'refused', null],
  ])(
    '%s is a state with the words of the platform [AGS-24, AGS-32, BB-04, CAN-15, MOO-10]',
    async (_name, said, reason, family) => {
      const place = await grades(family === null ? {} : { productFamily: family });
      scoresAnswer(place, said);
      await place.score();
      expect(await place.deliver()).toBeNull();
      const row = await place.row();
      expect(row).toMatchObject({ state: 'failed', reason });
      const words = Object.values(said.body as object)[0] as string | undefined;
      if (typeof words === 'string') expect(row.words).toContain(words);
      expect(await place.events()).toEqual(['begun', 'refused']);
    },
  );

  it('an older timestamp gets a newer one and goes again, a few times [MOO-09][EDX-07]', async () => {
    const place = await grades({ productFamily: 'moodle', isInSeconds: true });
    await place.score({ scoreGiven: 1 });
    await place.deliver();
    await place.score({ scoreGiven: 2 });
    await place.deliver();
    const [first, second] = place.gradebook.posts.map(({ score }) => Date.parse(score.timestamp));
    expect(second! - first!).toBeGreaterThanOrEqual(1_001);
    expect(second).toBeLessThanOrEqual(Date.now());
    // A clock there that is ahead of ours.
    let refused = 0;
    place.gradebook.suffer(({ path }) =>
      path.includes('/scores') && refused < 2 ? ((refused += 1), { status: 409, body: 'earlier timestamp' }) : null,
    );
    await place.score({ scoreGiven: 3 });
    for (let time = 0; time < 3; time += 1) await place.deliver();
    expect(await place.row()).toMatchObject({ state: 'sent' });
    const stamps = place.gradebook
      .askedFor(/scores/)
      .slice(-3)
      .map(({ body }) => (JSON.parse(body) as { timestamp: string }).timestamp);
    expect(new Set(stamps).size).toBe(3);
    scoresAnswer(place, { status: 409, body: 'earlier timestamp' });
    await place.score({ scoreGiven: 4 });
    for (let time = 0; time < 6; time += 1) await place.deliver();
    expect(await place.row()).toMatchObject({ state: 'failed', reason: 'olderTimestamp' });
  }, 120_000);
});
