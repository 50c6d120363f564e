import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { keepLineItem } from '#lti';
import { deleteLineItem, updateLineItem } from '../../../lti/advantage/line-items.ts';
import { nextPage } from '../../../lti/advantage/next-page.ts';
import { below } from '../../../lti/advantage/line-item-address.ts';
import { withParameters } from '../../../lti/advantage/with-parameters.ts';
import { claimNames as names } from '../../support/lti/claim-names.ts';
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

describe('addresses of services', () => {
  it('have /scores and /results before their query, and filters behind it [AGS-05][AGS-06][MOO-11]', () => {
    const item = 'https://moodle.example/services.php/2/lineitems/7/lineitem?type_id=1';
    expect(below(item, 'scores')).toBe('https://moodle.example/services.php/2/lineitems/7/lineitem/scores?type_id=1');
    expect(below('https://lms.example/li/7/', 'results')).toBe('https://lms.example/li/7/results');
    expect(
      withParameters('https://moodle.example/lineitems?type_id=1', { resource_id: 'a b', tag: '', limit: 10 }),
    ).toBe('https://moodle.example/lineitems?type_id=1&resource_id=a+b&limit=10');
  });

  it.each([
    [null, null],
    ['<https://a.example/?page=2>; rel="next"', 'https://a.example/?page=2'],
    ['<https://a.example/?page=1>; rel="prev", <https://a.example/?page=3>; rel=next', 'https://a.example/?page=3'],
    ['<https://a.example/?page=9>; rel="last"', null],
    [
      Buffer.from(
        '<https://m.example/l?type_id=1&amp;from=1>; rel=“next”, <https://m.example/l>; rel=“first”',
        'utf8',
      ).toString('latin1'),
      'https://m.example/l?type_id=1&from=1',
    ],
  ])('name the next page as %s says it [AGS-07]', (header, next) => {
    expect(nextPage(header)).toBe(next);
  });
});

describe('the line item of a launch', () => {
  it('has the address and the scopes of the last launch [AGS-01]', async () => {
    const place = await grades();
    const row = async () => (await tool.rows.rows('select * from lti_line_item where id = $1', [place.lineItemId]))[0]!;
    expect(await row()).toMatchObject({ url: place.column.url, is_coupled: true, label: 'Fizz buzz' });
    const moved = { ...place.endpoint, lineitem: `${place.column.url}?moved=1`, scope: [] };
    await place.launch({ [names.endpoint]: moved });
    expect(await row()).toMatchObject({ url: `${place.column.url}?moved=1`, scopes: [] });
    await place.launch({ [names.endpoint]: undefined });
    expect(await row()).toMatchObject({ url: `${place.column.url}?moved=1` });
  });

  it('is one row, also where we had made it before [AGS-04]', async () => {
    const place = await grades();
    const made = await keepLineItem(place.scope, aColumn(place.contextId));
    const { url } = [...place.gradebook.columns.values()].at(-1)!;
    const link = { id: 'another link', title: 'Another' };
    await place.launch({ [names.endpoint]: { ...place.endpoint, lineitem: url }, [names.resourceLink]: link });
    const rows = await tool.rows.rows('select * from lti_line_item where url = $1', [url]);
    expect(rows).toMatchObject([{ id: made, is_coupled: true }]);
  });
});

describe('a line item of ours', () => {
  it('is made once, by whoever asks and however often [AGS-08][AGS-09][AGS-28][CERT-A02]', async () => {
    const place = await grades({ query: '?type_id=1' });
    const ids = await Promise.all(
      Array.from({ length: 5 }, async () => keepLineItem(await place.another(), aColumn(place.contextId))),
    );
    expect(new Set(ids).size).toBe(1);
    const made = place.gradebook.asked.filter(({ method, path }) => method === 'POST' && path.startsWith('/lineitems'));
    expect(made).toHaveLength(1);
    expect(made[0]).toMatchObject({ path: '/lineitems?type_id=1', type: 'application/vnd.ims.lis.v2.lineitem+json' });
    expect(JSON.parse(made[0]!.body)).toEqual({
      label: 'Week 1',
      scoreMaximum: 12.5,
      resourceId: 'week-1',
      tag: 'grade',
    });
    const lookUp = place.gradebook.asked.find(({ method, path }) => method === 'GET' && path.startsWith('/lineitems?'));
    expect(lookUp).toMatchObject({ accept: 'application/vnd.ims.lis.v2.lineitemcontainer+json' });
    const other = await keepLineItem(place.scope, { ...aColumn(place.contextId), tag: 'progress' });
    expect(other).not.toBe(ids[0]);
  });

  it('is the one that a copied course, or a call that was cut off, left there [AGS-09][AGS-12]', async () => {
    const place = await grades();
    const left = place.gradebook.addColumn({ label: 'Week 1', resourceId: 'week-1', tag: 'grade' });
    const id = await keepLineItem(place.scope, aColumn(place.contextId));
    const [row] = await tool.rows.rows('select url from lti_line_item where id = $1', [id]);
    expect(row).toEqual({ url: left.url });
    expect(place.gradebook.asked.some(({ method, path }) => method === 'POST' && path.startsWith('/lineitems'))).toBe(
      false,
    );
  });

  it('has dates in UTC, and what the family wants of it [AGS-13][CAN-16][EDX-07]', async () => {
    const place = await grades({ productFamily: 'openedx' });
    const dates = { startsAt: new Date('2026-03-01T08:00:00+01:00'), endsAt: new Date('2026-04-01T00:00:00Z') };
    await keepLineItem(place.scope, { ...aColumn(place.contextId), ...dates });
    const [post] = place.gradebook.asked.filter(
      ({ method, path }) => method === 'POST' && path.startsWith('/lineitems'),
    );
    expect(JSON.parse(post!.body)).toMatchObject({
      scoreMaximum: 13,
      startDateTime: '2026-03-01T07:00:00.000Z',
      endDateTime: '2026-04-01T00:00:00.000Z',
    });
    const canvas = await grades({ productFamily: 'canvas' });
    await keepLineItem(canvas.scope, {
      ...aColumn(canvas.contextId),
      reviewUrl: 'https://tool.example/lti/launch?item=1',
    });
    const [made] = canvas.gradebook.asked.filter(
      ({ method, path }) => method === 'POST' && path.startsWith('/lineitems'),
    );
    expect(JSON.parse(made!.body)).toMatchObject({
      'https://canvas.instructure.com/lti/submission_type': { type: 'external_tool' },
    });
  });

  it('is not made where the platform does not grant it, in words that say so [AGS-02][EDX-09]', async () => {
    const place = await grades({ scopes: ['https://purl.imsglobal.org/spec/lti-ags/scope/score'] });
    await expect(keepLineItem(place.scope, aColumn(place.contextId))).rejects.toMatchObject({
      key: 'lti.scores.error.mayNotMake',
    });
    expect(place.gradebook.asked).toEqual([]);
  });

  it('is changed as a whole, and deleted even when it is gone [AGS-10][AGS-11]', async () => {
    const place = await grades();
    const { registrationId, column, scope } = place;
    column['https://else.example/extra'] = 'kept';
    column.resourceLinkId = 'link';
    const asking = { registrationId, url: column.url, scopes: [] };
    expect(await updateLineItem(scope, asking, { label: 'Renamed' })).toMatchObject({ label: 'Renamed' });
    const put = place.gradebook.asked.find(({ method }) => method === 'PUT');
    expect(JSON.parse(put!.body)).toMatchObject({
      id: column.url,
      label: 'Renamed',
      scoreMaximum: 100,
      resourceLinkId: 'link',
      'https://else.example/extra': 'kept',
    });
    await deleteLineItem(scope, asking);
    await deleteLineItem(scope, asking);
    expect(place.gradebook.columns.size).toBe(0);
  });
});

const aColumn = (contextId: string) => ({
  contextId,
  label: ' Week 1 ',
  scoreMaximum: 12.5,
  resourceId: 'week-1',
  tag: 'grade',
});
