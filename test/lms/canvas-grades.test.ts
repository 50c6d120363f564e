import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mediaTypes, openPracticeLms, type Column, type PracticeLms } from '../support/lms/index.ts';
import { allScopes, callerOf, under, type Caller } from './call-as-tool.ts';
import { openMinimalTool, type MinimalTool } from './minimal-tool.ts';

let lms: PracticeLms;
let tool: MinimalTool;
let call: Caller;
beforeAll(async () => {
  [lms, tool] = await Promise.all([openPracticeLms({ flavour: 'canvas' }), openMinimalTool({ scope: allScopes })]);
  await lms.registerTool(tool.registrationUrl);
  call = await callerOf(tool);
});
afterAll(async () => {
  await Promise.all([lms.close(), tool.close()]);
});

const items = () => `${lms.address}/api/lti/courses/2/line_items`;
const itemUrl = (id: string) => `${items()}/${id}`;
const subject = async (name: 'sam' | 'teacher') => {
  const members = (await call('GET', `${lms.address}/api/lti/courses/2/names_and_roles`)).body as {
    members: { user_id: string; given_name: string }[];
  };
  return members.members.find(({ given_name }) => given_name === lms.people[name].givenName)!.user_id;
};

describe('line items like Canvas', () => {
  it('leave out what is empty', async () => {
    expect((await call('GET', itemUrl('11'))).body).toEqual({
      id: itemUrl('11'),
      label: 'Minimal tool with nothing chosen (frame)',
      scoreMaximum: 100,
      resourceLinkId: expect.stringMatching(/^[0-9a-f]{40}$/),
    });
  });

  it('come ten at a time', async () => {
    for (let number = 0; number < 12; number += 1)
      await call('POST', items(), { body: { label: `Task ${number}`, scoreMaximum: 1, tag: 'many' } });
    const first = await call('GET', `${items()}?tag=many`);
    expect(first.body).toHaveLength(10);
    const next = /<([^>]+)>; rel="next"/.exec(first.link!)![1]!;
    expect(next).toBe(`${items()}?tag=many&page=2&per_page=10`);
    const second = await call('GET', next);
    expect(second.body).toHaveLength(2);
    expect(second.link).not.toContain('next');
    expect((await call('GET', `${items()}?tag=many&limit=5`)).body).toHaveLength(5);
  });

  it('rename their activity, and stay as long as it does', async () => {
    await call('PUT', itemUrl('12'), { body: { label: 'Renamed' } });
    expect(lms.activities.find(({ id }) => id === '12')).toMatchObject({ title: 'Renamed' });
    expect((await call('DELETE', itemUrl('12'))).status).toBe(401);
    const made = await call('POST', items(), { body: { label: 'Mine', scoreMaximum: 5 } });
    expect((await call('DELETE', (made.body as { id: string }).id)).status).toBe(204);
  });

  it.each([
    ['no label', { scoreMaximum: 1 }, 422],
    ['a link that is not there', { label: 'a', scoreMaximum: 1, resourceLinkId: 'none' }, 404],
  ])('are refused: %s', async (_case, body, status) => {
    expect(await call('POST', items(), { body })).toMatchObject({ status, body: { errors: {} } });
  });
});

describe('scores like Canvas', () => {
  const extension = 'https://canvas.instructure.com/lti/submission';
  let column: Column;
  let sam: string;
  beforeEach(async () => {
    const made = await call('POST', items(), { body: { label: 'Fresh', scoreMaximum: 20 } });
    column = lms.columns.find(({ id }) => (made.body as { id: string }).id.endsWith(`/${id}`))!;
    sam = await subject('sam');
  });
  const send = (changed: object = {}) =>
    call('POST', under(itemUrl(column.id), 'scores'), {
      body: {
        userId: sam,
        scoreGiven: 12,
        scoreMaximum: 10,
        activityProgress: 'Completed',
        gradingProgress: 'FullyGraded',
        timestamp: '2026-11-21T00:47:29.490Z',
        ...changed,
      },
    });
  const held = () => lms.gradeOf(column, lms.people.sam);

  it('are scaled and not cut, and answered with the address of the result', async () => {
    const answer = await send({ comment: 'Well done' });
    const resultUrl = `${itemUrl(column.id)}/results/5`;
    expect(answer).toMatchObject({ status: 200, type: `${mediaTypes.score}; charset=utf-8`, body: { resultUrl } });
    expect(held()).toMatchObject({ score: 24, comment: 'Well done' });
    const result = { id: resultUrl, userId: sam, resultScore: 24, resultMaximum: 20, scoreOf: itemUrl(column.id) };
    expect((await call('GET', resultUrl)).body).toEqual(result);
    expect((await call('GET', `${under(itemUrl(column.id), 'results')}?user_id=${sam}`)).body).toEqual([result]);
    expect((await call('GET', `${under(itemUrl(column.id), 'results')}?user_id=other`)).body).toEqual([]);
  });

  it('count as an attempt each, unless they say otherwise', async () => {
    await send();
    await send();
    expect(held()).toMatchObject({ attempts: 2 });
    await send({ [extension]: { new_submission: false } });
    await send({ [extension]: { submission_type: 'none' } });
    expect(held()).toMatchObject({ attempts: 2 });
    await send({ [extension]: { new_submission: true, submitted_at: '2026-11-20T10:00:00Z' } });
    expect(held()).toMatchObject({ attempts: 3, submittedAt: '2026-11-20T10:00:00Z' });
  });

  it('are refused when all attempts are used up, unless they are none', async () => {
    const activity = lms.addActivity({
      courseId: '2',
      clientId: lms.tools[0]!.clientId,
      targetLinkUri: tool.address,
      allowedAttempts: 1,
    });
    column = lms.columnOf(activity)!;
    expect((await send()).status).toBe(200);
    expect((await send()).status).toBe(422);
    expect((await send({ [extension]: { new_submission: false } })).status).toBe(200);
  });

  it('that are older than the one before are refused; equal ones are not', async () => {
    await send();
    expect((await send({ timestamp: '2026-11-21T00:47:29.489Z' })).status).toBe(400);
    expect((await send({ scoreGiven: 1 })).status).toBe(200);
    expect(held()).toMatchObject({ score: 2 });
  });

  it.each(['NotReady', 'Failed', 'Pending'])(
    'that are %s empty the cell unless it is to be preserved',
    async (word) => {
      await send();
      await send({ gradingProgress: word, [extension]: { preserve_score: true } });
      expect(held()).toMatchObject({ score: 24, gradingProgress: word });
      await send({ gradingProgress: word });
      expect(held()).toMatchObject({ score: null });
    },
  );

  it('leave a grade of a person alone when they say so', async () => {
    await lms.setGrade(column, lms.people.sam, { score: 3 });
    const timestamp = new Date(Date.now() + 5000).toISOString();
    await send({ timestamp, [extension]: { prioritize_non_tool_grade: true } });
    expect(held()).toMatchObject({ score: 3, by: 'person' });
    await send({ timestamp });
    expect(held()).toMatchObject({ score: 24, by: 'tool' });
  });

  it.each([
    ['without a maximum', { scoreMaximum: undefined }, 422],
    ['with a maximum below 0', { scoreMaximum: -1 }, 422],
    ['of nobody', { userId: 'nobody' }, 422],
    ['without progress', { activityProgress: undefined }, 400],
    ['with a time that is none', { timestamp: 'now' }, 400],
    ['handed in the day after tomorrow', { [extension]: { submitted_at: '2199-01-01T00:00:00Z' } }, 400],
  ])('are refused %s', async (_case, changed, status) => {
    expect((await send(changed)).status).toBe(status);
    expect(held()).toBeNull();
  });

  it('of a teacher, or of who is inactive, are refused', async () => {
    expect((await send({ userId: await subject('teacher') })).status).toBe(422);
    await lms.setStatus(lms.courses.programming, lms.people.sam, 'Inactive');
    expect((await send()).status).toBe(422);
    await lms.setStatus(lms.courses.programming, lms.people.sam, 'Active');
    expect((await send()).status).toBe(200);
  });
});
