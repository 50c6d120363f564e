import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  claimNames,
  mediaTypes,
  openPracticeLms,
  scopeNames,
  type Column,
  type PracticeLms,
} from '../support/lms/index.ts';
import { launchForm } from './browse.ts';
import { allScopes, callerOf, tokenOf, under, type Caller } from './call-as-tool.ts';
import { openMinimalTool, type MinimalTool } from './minimal-tool.ts';

let lms: PracticeLms;
let tool: MinimalTool;
let call: Caller;
beforeAll(async () => {
  [lms, tool] = await Promise.all([openPracticeLms(), openMinimalTool({ scope: allScopes })]);
  await lms.registerTool(tool.registrationUrl);
  call = await callerOf(tool);
});
afterAll(async () => {
  await Promise.all([lms.close(), tool.close()]);
});

const items = () => `${lms.address}/mod/lti/services.php/2/lineitems?type_id=1`;
const itemUrl = (id: string) => items().replace('lineitems?', `lineitems/${id}/lineitem?`);
const listed = async (query = '') => (await call('GET', items() + query)).body as Record<string, unknown>[];

describe('line items like Moodle', () => {
  it('are there for every activity, under its name and with blank words', async () => {
    const answer = await call('GET', items());
    expect(answer).toMatchObject({ status: 200, type: `${mediaTypes.lineItems}; charset=utf-8`, link: null });
    expect(answer.body).toEqual([
      {
        id: itemUrl('11'),
        label: 'Minimal tool with nothing chosen (frame)',
        scoreMaximum: 100,
        resourceId: '',
        tag: '',
        resourceLinkId: '11',
        ltiLinkId: '11',
      },
      expect.objectContaining({ id: itemUrl('12') }),
    ]);
  });

  it('are made, read, found, changed and deleted', async () => {
    const sent = { scoreMaximum: 50, label: 'Extra', tag: 'rig', resourceId: 'r1' };
    const made = await call('POST', items(), { body: sent });
    expect(made).toMatchObject({ status: 201, type: `${mediaTypes.lineItem}; charset=utf-8` });
    const { id } = made.body as { id: string };
    expect(made.body).toEqual({ ...sent, id });
    expect(await listed('&resource_id=r1&tag=rig')).toEqual([{ ...sent, id }]);
    expect(await listed('&resource_link_id=11')).toHaveLength(1);
    expect(await listed('&tag=other')).toEqual([]);
    const changed = await call('PUT', id, { body: { ...sent, id, scoreMaximum: 60, label: 'Renamed' } });
    expect(changed).toMatchObject({ status: 200, body: { id, scoreMaximum: 60, label: 'Renamed' } });
    expect((await call('GET', id)).body).toMatchObject({ label: 'Renamed', scoreMaximum: 60 });
    expect(await call('DELETE', id)).toMatchObject({ status: 204, text: '' });
    expect((await call('GET', id)).status).toBe(404);
  });

  it('may be several for one activity, and then none is announced as the one', async () => {
    const endpoint = async () => {
      const { fields } = await launchForm(lms.address + lms.launchPath(lms.activities[1]!, lms.people.sam));
      return (await tool.verify(fields['id_token']!))[claimNames.endpoint];
    };
    expect(await endpoint()).toMatchObject({ lineitems: items(), lineitem: itemUrl('12') });
    const made = await call('POST', items(), { body: { label: 'More', scoreMaximum: 1, resourceLinkId: '12' } });
    expect(await listed('&resource_link_id=12')).toHaveLength(2);
    expect(await endpoint()).not.toHaveProperty('lineitem');
    await call('DELETE', (made.body as { id: string }).id);
  });

  it('come in pages whose links are escaped and quoted as in a novel', async () => {
    const { body, link } = await call('GET', `${items()}&limit=1`);
    expect(body).toHaveLength(1);
    const bytes = Buffer.from(link!, 'latin1').toString();
    expect(bytes).toContain(
      `<${lms.address}/mod/lti/services.php/2/lineitems?type_id=1&amp;limit=1&amp;from=1>; rel=“next”`,
    );
    expect([...bytes.matchAll(/rel=“(\w+)”/g)].map(([, rel]) => rel)).toEqual(['first', 'canonical', 'next', 'last']);
    const last = await call('GET', `${items()}&limit=1&from=1`);
    expect(last.body).toHaveLength(1);
    expect(last.link).not.toContain('next');
  });

  it.each([
    ['another Accept', 'GET', { accept: '*/*' }, 400],
    ['plain JSON', 'POST', { body: { label: 'a', scoreMaximum: 1 }, type: 'application/json' }, 400],
    ['no maximum', 'POST', { body: { label: 'a' } }, 400],
    ['a link of somebody else', 'POST', { body: { label: 'a', scoreMaximum: 1, resourceLinkId: '99' } }, 403],
    ['a bad token', 'GET', { token: 'bad' }, 401],
    ['a method that is not known', 'PATCH', { body: {} }, 405],
  ])('are refused: %s', async (_case, method, options, status) => {
    expect((await call(method, items(), options)).status).toBe(status);
  });

  it('take a token for what it was granted for, and for the tool that it was granted to', async () => {
    const token = await tokenOf(tool, scopeNames.lineItemReadonly);
    expect((await call('GET', items(), { token })).status).toBe(200);
    expect((await call('POST', items(), { token, body: { label: 'a', scoreMaximum: 1 } })).status).toBe(401);
    expect((await call('GET', items().replace('=1', '=2'))).status).toBe(401);
  });
});

describe('scores like Moodle', () => {
  let column: Column;
  beforeEach(async () => {
    const made = await call('POST', items(), { body: { label: 'Fresh', scoreMaximum: 20 } });
    column = lms.columns.find(({ id }) => (made.body as { id: string }).id.includes(`/${id}/`))!;
  });
  const score = (changed: object = {}) => ({
    userId: lms.people.sam.id,
    scoreGiven: 7.5,
    scoreMaximum: 10,
    activityProgress: 'Completed',
    gradingProgress: 'FullyGraded',
    timestamp: '2026-11-21T00:47:29.490Z',
    comment: 'Well done',
    ...changed,
  });
  const send = (changed: object = {}, options: object = {}) =>
    call('POST', under(itemUrl(column.id), 'scores'), { body: score(changed), ...options });
  const held = () => lms.gradeOf(column, lms.people.sam);

  it('are rescaled, and answered with nothing', async () => {
    expect(await send()).toMatchObject({ status: 200, text: '', type: `${mediaTypes.score}; charset=utf-8` });
    expect(held()).toMatchObject({ score: 15, comment: 'Well done', attempts: 0, by: 'tool' });
    const results = await call('GET', under(itemUrl(column.id), 'results'), { accept: '*/*' });
    expect(results).toMatchObject({ status: 200, type: `${mediaTypes.results}; charset=utf-8` });
    expect(results.body).toEqual([
      {
        id: `${under(itemUrl(column.id), 'results')}&user_id=5`,
        userId: '5',
        resultScore: 15,
        resultMaximum: 20,
        comment: 'Well done',
        scoreOf: itemUrl(column.id),
        timestamp: '2026-11-21T00:47:29+00:00',
      },
    ]);
  });

  it('are refused in the second of the one before, and earlier', async () => {
    await send();
    for (const timestamp of ['2026-11-21T00:47:29.999Z', '2026-11-21T00:47:28.000Z', '2026-11-21T01:47:29.000+01:00'])
      expect(await send({ timestamp, scoreGiven: 1 })).toMatchObject({ status: 409, body: [] });
    expect(held()).toMatchObject({ score: 15 });
    expect((await send({ timestamp: '2026-11-21T00:47:30.000Z', scoreGiven: 1 })).status).toBe(200);
    expect(held()).toMatchObject({ score: 2 });
    expect(lms.postsFor(column, lms.people.sam).map(({ status }) => status)).toEqual([200, 409, 409, 409, 200]);
  });

  it('empty the cell with anything but FullyGraded, whatever they say', async () => {
    await send();
    await send({ gradingProgress: 'Pending', timestamp: '2026-11-21T00:48:00Z' });
    expect(held()).toMatchObject({ score: null, gradingProgress: 'Pending' });
    const results = await call('GET', `${under(itemUrl(column.id), 'results')}&user_id=5`);
    expect(results.body).toEqual([expect.not.objectContaining({ resultScore: expect.anything() })]);
  });

  it('are cut to the maximum, and lose the comment that is not sent again', async () => {
    await send();
    await send({ scoreGiven: 12, timestamp: '2026-11-21T00:48:00Z', comment: undefined });
    expect(held()).toMatchObject({ score: 20, comment: null });
  });

  it.each([
    ['of a teacher', { userId: '3' }],
    ['of nobody', { userId: '4711' }],
    ['without a time', { timestamp: undefined }],
    ['with a time without zone', { timestamp: '2026-11-21T00:47:29' }],
    ['without a maximum', { scoreMaximum: undefined }],
    ['that is no number', { scoreGiven: 'much' }],
    ['without progress', { gradingProgress: undefined }],
  ])('are refused %s', async (_case, changed) => {
    expect(await send(changed)).toMatchObject({ status: 400, body: [] });
    expect(held()).toBeNull();
  });

  it('keep to their media type, and take a charset and a number', async () => {
    expect((await send({}, { type: 'application/json' })).status).toBe(400);
    expect((await send({ userId: 5 }, { type: `${mediaTypes.score}; charset=utf-8` })).status).toBe(200);
  });

  it('change nothing that a person wants to keep', async () => {
    await lms.setGrade(column, lms.people.sam, { score: 3, isKept: true });
    expect((await send({ timestamp: new Date(Date.now() + 2000).toISOString() })).status).toBe(200);
    expect(held()).toMatchObject({ score: 3, by: 'person' });
  });
});
