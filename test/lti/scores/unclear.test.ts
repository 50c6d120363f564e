import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { claimScore } from '../../../lti/scores/claim-score.ts';
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

const extensionOf = (body: string) =>
  (JSON.parse(body) as Record<string, unknown>)['https://canvas.instructure.com/lti/submission'] as Record<
    string,
    unknown
  >;

/** The platform takes the score, and the answer is lost. */
function loseAnswers(place: Grades, times: number) {
  let lost = 0;
  place.gradebook.suffer(({ path }, usual) => {
    if (!path.includes('/scores') || lost >= times) return null;
    lost += 1;
    usual();
    return 'hangUp';
  });
}

describe('a send of which nobody knows the end', () => {
  it('is looked for first, and is not sent twice where it arrived', async () => {
    const place = await grades({ productFamily: 'canvas' });
    loseAnswers(place, 1);
    await place.score({ comment: 'Well\n done', submittedAt: new Date() });
    await place.deliver();
    expect(await place.row()).toMatchObject({ state: 'waiting', is_unclear: true });
    await place.deliver();
    expect(await place.row()).toMatchObject({ state: 'sent', is_unclear: false });
    expect(place.gradebook.posts).toHaveLength(1);
    expect(place.gradebook.askedFor(/results/).map(({ path }) => path)).toEqual([
      `/lineitems/1/results?user_id=${place.student.sub}`,
    ]);
    expect(await place.events()).toEqual(['begun', 'unclear', 'begun', 'found']);
  });

  it('goes as no new attempt where it cannot be looked for [CAN-12]', async () => {
    const place = await grades({
      productFamily: 'canvas',
      scopes: ['https://purl.imsglobal.org/spec/lti-ags/scope/score'],
    });
    loseAnswers(place, 1);
    await place.score({ submittedAt: new Date() });
    await place.deliver();
    await place.deliver();
    const news = place.gradebook.posts.map(({ score }) => extensionOf(JSON.stringify(score)).new_submission);
    expect(news).toEqual([true, false]);
    const [first, second] = place.gradebook.posts.map(({ score }) => Date.parse(score.timestamp));
    expect(second).toBeGreaterThan(first!);
    // The person hands in once more: an attempt again.
    await place.score({ submittedAt: new Date(Date.now() + 5) });
    await place.deliver();
    expect(extensionOf(JSON.stringify(place.gradebook.posts.at(-1)!.score)).new_submission).toBe(true);
  });

  it('is the same after the process was killed in the middle', async () => {
    const place = await grades();
    const id = await place.score();
    expect(await claimScore(place.scope, id)).toHaveProperty('sendId');
    // Another process comes while the claim holds: it waits for its end.
    const again = await place.deliver();
    expect(again!.at!.getTime()).toBeGreaterThan(Date.now() + 20_000);
    expect(place.gradebook.askedFor(/scores/)).toEqual([]);
    await place.scope.transaction(({ em }) =>
      em.execute(`update lti_score set claimed_until = now() where id = ?`, [id]),
    );
    await place.deliver();
    expect(place.gradebook.askedFor(/results/)).toHaveLength(1);
    expect(place.gradebook.posts).toHaveLength(1);
    expect(await place.row()).toMatchObject({ state: 'sent', is_unclear: false });
  });

  it('reads all results where the comment of one would be missing [BB-03]', async () => {
    const place = await grades({ productFamily: 'blackboardlearn' });
    loseAnswers(place, 1);
    await place.score({ comment: 'Read me' });
    await place.deliver();
    await place.deliver();
    expect(place.gradebook.askedFor(/results/).map(({ path }) => path)).toEqual(['/lineitems/1/results']);
    expect(place.gradebook.posts).toHaveLength(1);
  });
});

describe('one sender at a time', () => {
  it('sends once, however many come at the same time, and what is wanted meanwhile follows', async () => {
    const place = await grades();
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    place.gradebook.suffer(async ({ path }, usual) => {
      if (path.includes('/scores')) await held;
      return usual();
    });
    await place.score({ scoreGiven: 1 });
    const ended: unknown[] = [];
    const senders = Array.from({ length: 4 }, () => place.deliver().then((again) => ended.push(again)));
    while (ended.length < 3 || place.gradebook.askedFor(/scores/).length === 0)
      await new Promise((done) => setTimeout(done, 20));
    await place.score({ scoreGiven: 2 });
    release();
    await Promise.all(senders);
    expect(place.gradebook.posts.map(({ score }) => score.scoreGiven)).toEqual([1]);
    expect(await place.row()).toMatchObject({ state: 'waiting' });
    await place.deliver();
    expect(place.gradebook.posts.map(({ score }) => score.scoreGiven)).toEqual([1, 2]);
    expect(await place.row()).toMatchObject({ state: 'sent' });
  }, 120_000);
});
