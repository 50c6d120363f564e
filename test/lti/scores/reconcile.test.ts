import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { keepTheirs, releaseScores } from '../../../lti/scores/release-scores.ts';
import { reconcileLineItem } from '../../../lti/scores/reconcile-line-item.ts';
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

/** What stands in the platform's column for the student from now on; null: nothing. */
function inTheLms(place: Grades, scoreGiven: number | null) {
  const key = `/lineitems/1 ${place.student.sub}`;
  const held = place.gradebook.stored.get(key);
  if (scoreGiven === null || !held) return void place.gradebook.stored.delete(key);
  place.gradebook.stored.set(key, { ...held, scoreGiven, scoreMaximum: 10 });
}

const compare = (place: Grades) => reconcileLineItem(place.scope, place.lineItemId);

describe('comparing a column with the LMS', () => {
  it('knows its own value on the scale of the platform, and keeps what it saw [AGS-22][AGS-23][MOO-14]', async () => {
    const place = await grades();
    await place.score();
    await place.deliver();
    await compare(place);
    expect(await place.row()).toMatchObject({ state: 'sent', result_score: 70, result_maximum: 100 });
    expect(place.gradebook.posts).toHaveLength(1);
    expect(place.gradebook.askedFor(/results/)[0]).toMatchObject({
      accept: 'application/vnd.ims.lis.v2.resultcontainer+json',
    });
  });

  it('sends again what is missing there, and believes the second time that somebody took it away', async () => {
    const place = await grades();
    await place.score();
    await place.deliver();
    inTheLms(place, null);
    await compare(place);
    expect(await place.row()).toMatchObject({ state: 'waiting' });
    await place.deliver();
    expect(place.gradebook.posts).toHaveLength(2);
    inTheLms(place, null);
    await compare(place);
    expect(await place.row()).toMatchObject({ state: 'changed', reason: 'removed' });
  });

  it('sends the newest where the LMS has an older one of ours', async () => {
    const place = await grades();
    await place.score({ scoreGiven: 4 });
    await place.deliver();
    await place.score({ scoreGiven: 9 });
    await place.deliver();
    inTheLms(place, 4);
    await compare(place);
    await place.deliver();
    expect(place.gradebook.posts.map(({ score }) => score.scoreGiven)).toEqual([4, 9, 9]);
    expect(await place.row()).toMatchObject({ state: 'sent' });
  });

  it('marks what we never sent and leaves it, until somebody decides [AGS-23]', async () => {
    const place = await grades();
    const id = await place.score();
    await place.deliver();
    inTheLms(place, 2);
    await compare(place);
    await compare(place);
    expect(await place.row()).toMatchObject({ state: 'changed', result_score: 20 });
    expect(await place.events()).toEqual(['begun', 'delivered', 'changed']);
    const of = { lineItemId: place.lineItemId, scoreId: id };
    expect(await place.scope.transaction((inside) => releaseScores(inside, 'resent', of))).toBe(0);
    expect(await place.scope.transaction((inside) => keepTheirs(inside, of))).toBe(1);
    // A new score of ours does not go over it.
    await place.score({ scoreGiven: 8 });
    await place.deliver();
    await compare(place);
    expect(place.gradebook.posts).toHaveLength(1);
    expect(await place.row()).toMatchObject({ state: 'kept', score_given: 8 });
    expect(await place.scope.transaction((inside) => releaseScores(inside, 'replaced', of))).toBe(1);
    await place.deliver();
    expect(place.gradebook.posts.at(-1)!.score.scoreGiven).toBe(8);
    await compare(place);
    expect(await place.row()).toMatchObject({ state: 'sent', result_score: 80 });
  });

  it('decides nothing about those who may stand on pages that did not come [AGS-07]', async () => {
    const place = await grades();
    await place.score();
    await place.deliver();
    inTheLms(place, null);
    place.gradebook.suffer(({ path }, usual) =>
      path.includes('/results')
        ? { ...usual(), headers: { link: '<https://elsewhere.example/results?page=2>; rel="next"' } }
        : null,
    );
    await expect(compare(place)).rejects.toThrow('not all results came');
    expect(await place.row()).toMatchObject({ state: 'sent' });
    const [item] = await tool.rows.rows('select problem from lti_line_item where id = $1', [place.lineItemId]);
    expect(item!.problem).toContain('not all results came');
  });

  it('sees that a column has gone', async () => {
    const place = await grades();
    place.gradebook.columns.clear();
    await compare(place).catch(() => undefined);
    const [item] = await tool.rows.rows('select gone_at from lti_line_item where id = $1', [place.lineItemId]);
    expect(item!.gone_at).not.toBeNull();
  });

  it('is off where results are not granted [AGS-02]', async () => {
    const place = await grades({ scopes: ['https://purl.imsglobal.org/spec/lti-ags/scope/score'] });
    await compare(place);
    expect(place.gradebook.asked).toEqual([]);
  });

  it('takes a zero that Open edX does not show for arrived [EDX-08]', async () => {
    const place = await grades({ productFamily: 'openedx' });
    await place.score({ scoreGiven: 0 });
    await place.deliver();
    inTheLms(place, null);
    await compare(place);
    expect(await place.row()).toMatchObject({ state: 'sent' });
    await place.score({ scoreGiven: 14 });
    await place.deliver();
    expect(place.gradebook.posts.at(-1)!.score.scoreGiven).toBe(10);
  });
});
