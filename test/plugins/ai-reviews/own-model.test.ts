import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { AuditEntry } from '#src/audit/audit-entry.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { AiOwnModel } from '../../../plugins/ai-reviews/organization/own-model.entity.ts';
import { testQuestion } from '../../../plugins/ai-reviews/model/test-question.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { behaviours, goodAnswer, openModelServer } from '../../support/model-server.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { streams } from '../../support/streaming-model.ts';
import { html } from '../../support/web.ts';
import { addressOf, judgedWork, reviewsOf, write } from './judged-work.ts';

let app: App;
let address: string;
let usual: Awaited<ReturnType<typeof openModelServer>>;
let own: Awaited<ReturnType<typeof openModelServer>>;
let region: Awaited<ReturnType<typeof openModelServer>>;
const logged: string[] = [];
beforeAll(async () => {
  [usual, own, region] = await Promise.all([openModelServer(), openModelServer(), openModelServer()]);
  const environment = {
    OPENAI_API_KEY: 'key-of-the-installation',
    OPENAI_BASE_URL: usual.url,
    OPENAI_REGIONS: `eu=${region.url}`,
    REVIEW_BUDGET_CENTS: '5',
    LOG_LEVEL: 'trace',
  };
  app = await openTestApp({ environment, logged: (line) => logged.push(line) });
  address = await addressOf(app);
  for (const server of [usual, own, region]) server.behave(streams(answer));
});
afterAll(async () => {
  await app.stop();
  await Promise.all([usual.close(), own.close(), region.close()]);
});

const answer = { ...goodAnswer, suggestions: [] };
const key = 'sk-very-secret-and-never-seen-again';
const path = '/admin/settings/reviews/model';
const form = () => ({ version: 0, address: own.url, model: 'campus', key, inputCents: 1_000, outputCents: 2_000 });

/** Somebody who looks after the organization, and all that they were ever answered. */
async function keeper(scope: Scope) {
  const { authorization } = await aSignedInPerson(scope, ['admin']);
  const answered: string[] = [];
  const read = async (response: Response) => {
    const text = await response.text();
    answered.push(text, JSON.stringify([...response.headers]));
    return { status: response.status, text };
  };
  const send = (to: string, body: object, accept: object) =>
    fetch(address + to, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', ...accept },
      body: JSON.stringify(body),
      redirect: 'manual',
    }).then(read);
  return {
    answered,
    post: (to: string, body: object = {}) => send(`/api/v1${to}`, body, { accept: 'application/json' }),
    postForm: (to: string, body: Record<string, string>) =>
      fetch(address + to, {
        method: 'POST',
        headers: { ...html, authorization },
        body: new URLSearchParams(body),
        redirect: 'manual',
      }).then(read),
    page: async (to: string) => fetch(address + to, { headers: { ...html, authorization } }).then(read),
    json: async (to: string) => fetch(`${address}/api/v1${to}`, { headers: { authorization } }).then(read),
  };
}

const stored = (scope: Scope) => scope.transaction(({ em }) => em.findOne(AiOwnModel, {}), { readOnly: true });

describe('a model of one’s own', () => {
  it('is asked instead of the installation’s, with its own key, and what it costs counts for its organization alone', async () => {
    const [scope, other] = [await aScope(app), await aScope(app)];
    const admin = await keeper(scope);
    expect((await admin.post(path, form())).status).toBeLessThan(400);
    for (const { asked } of [usual, own]) asked.length = 0;
    // Two of them are more than the five cents that the installation allows to those for whom it pays.
    for (const times of [1, 2]) {
      const [review] = await write(scope, (await judgedWork(scope)).id);
      expect(review).toMatchObject({ tier: 'model', model: 'campus', hasOwnKey: true, sentTo: new URL(own.url).host });
      expect(review!.costMicros).toBe(Math.ceil((700 * 1_000 + 300 * 2_000) / 100));
      expect(own.asked).toHaveLength(times);
    }
    expect(own.asked.map(({ authorization }) => authorization)).toEqual([`Bearer ${key}`, `Bearer ${key}`]);
    expect(usual.asked).toEqual([]);
    expect(await write(other, (await judgedWork(other)).id)).toMatchObject([{ tier: 'model', hasOwnKey: false }]);
    expect(usual.asked).toMatchObject([{ authorization: 'Bearer key-of-the-installation' }]);
  }, 60_000);

  it('keeps its key to itself: in no page, no answer, no log, no audit and no row, and a form that comes back is empty', async () => {
    const scope = await aScope(app);
    const admin = await keeper(scope);
    const { version: _version, ...fields } = form();
    const refused = { ...fields, address: 'no address', inputCents: '1', outputCents: '1', version: '0' };
    expect((await admin.postForm(path, refused)).status).toBe(422);
    expect((await admin.post(path, { ...form(), address: 'no address' })).status).toBe(422);
    await admin.post(path, form());
    own.behave(behaviours.wrongKey);
    await admin.post(`${path}/test`);
    expect((await admin.page(path)).text).toContain('It does not take the question.');
    await write(scope, (await judgedWork(scope)).id);
    own.behave(streams(answer));
    for (const to of [path, '/admin/settings/reviews', '/admin/audit', '/readyz']) await admin.page(to);
    for (const to of [path, '/admin/settings/reviews']) await admin.json(to);
    const row = (await stored(scope))!;
    const audited = await scope.transaction(({ em }) => em.find(AuditEntry, {}));
    expect(audited.map(({ action }) => action)).toContain('ownModel.saved');
    const everything = [...admin.answered, ...logged, JSON.stringify(row), JSON.stringify(audited)].join('\n');
    expect(everything).toContain('campus');
    expect(everything).not.toContain(key);
    expect(JSON.stringify(admin.answered)).not.toContain(row.sealedKey);
    expect(row.sealedKey).toMatch(/^v1\./);
    expect(scope.keys.open('own-model-key', row.sealedKey, row.id)).toBe(key);
  }, 60_000);

  it('is tested without anybody’s work, and says what came of it', async () => {
    const scope = await aScope(app);
    const work = await judgedWork(scope, { code: 'print("a program of a student")' });
    const admin = await keeper(scope);
    await admin.post(path, form());
    expect((await admin.page(path)).text).toContain('It has not been tested yet.');
    own.asked.length = 0;
    await admin.post(`${path}/test`);
    expect(own.asked).toMatchObject([{ body: { model: 'campus', messages: testQuestion } }]);
    expect(JSON.stringify(own.asked)).not.toContain('a program of a student');
    expect(await stored(scope)).toMatchObject({ testedAt: expect.any(Date), failure: null, version: 1 });
    own.behave(behaviours.notJson);
    await admin.post(`${path}/test`);
    own.behave(streams(answer));
    expect((await admin.page(path)).text).toContain('not in the form that reviews need');
    expect(await reviewsOf(scope, work.id)).toMatchObject([{ state: 'WAITING', sent: null }]);
  }, 60_000);

  it('is called where people may call: no private address, unless whoever runs the installation allowed it', async () => {
    const scope = await aScope(app);
    const admin = await keeper(scope);
    await admin.post(path, { ...form(), address: 'https://10.1.2.3/v1' });
    await admin.post(`${path}/test`);
    expect(await stored(scope)).toMatchObject({ failure: 'unreachable' });
    expect((await admin.page(path)).text).toContain('The address has to be public and begin with https');
    const [review] = await write(scope, (await judgedWork(scope)).id);
    expect(review).toMatchObject({ tier: 'basic', passedOver: [{ tier: 'model', why: 'unreachable' }] });
  }, 60_000);

  it('does not take its key along to another place, and is gone with it when it is removed', async () => {
    const scope = await aScope(app);
    const admin = await keeper(scope);
    await admin.post(path, form());
    const { key: _key, ...without } = { ...form(), version: 1 };
    const elsewhere = await admin.post(path, { ...without, address: usual.url });
    expect(elsewhere).toMatchObject({ status: 422, text: expect.stringContaining('was given for another') });
    expect((await admin.post(path, { ...without, model: 'campus-2' })).status).toBeLessThan(400);
    own.asked.length = 0;
    await admin.post(`${path}/test`);
    expect(own.asked).toMatchObject([{ authorization: `Bearer ${key}`, body: { model: 'campus-2' } }]);
    expect((await admin.post(path, form())).status).toBe(409);
    await admin.post(`${path}/removal`);
    expect(await stored(scope)).toBeNull();
    const learner = await aSignedInPerson(scope, ['instructor']);
    const hidden = await fetch(address + path, { headers: { ...html, authorization: learner.authorization } });
    expect(hidden.status).toBe(404);
  }, 60_000);
});

describe('a region', () => {
  it('is chosen among those that are offered, and its models alone are asked then', async () => {
    const scope = await aScope(app);
    const admin = await keeper(scope);
    const rules = { usesModel: true, wantsConsent: false, mostPerPersonDay: 5, mostPerMonth: 50 };
    expect((await admin.post('/admin/settings/reviews', { ...rules, version: 0, region: 'mars' })).status).toBe(422);
    await admin.post('/admin/settings/reviews', { ...rules, version: 0, region: 'eu' });
    expect((await admin.page('/admin/settings/reviews')).text).toContain(new URL(region.url).host);
    for (const { asked } of [usual, region]) asked.length = 0;
    region.behave(behaviours.broken);
    expect(await write(scope, (await judgedWork(scope)).id)).toMatchObject([{ tier: 'basic' }]);
    expect(usual.asked).toEqual([]);
    expect(region.asked).not.toEqual([]);
  }, 60_000);

  it('that is not offered any more is no other: nobody is asked until another one is chosen', async () => {
    const scope = await aScope(app);
    const admin = await keeper(scope);
    const rules = { usesModel: true, wantsConsent: false, mostPerPersonDay: 5, mostPerMonth: 50 };
    await admin.post('/admin/settings/reviews', { ...rules, version: 0, region: 'eu' });
    await scope.transaction(({ em }) =>
      em.execute(`update ai_review_rules set region = 'us' where organization_id = ?`, [scope.organization.id]),
    );
    for (const { asked } of [usual, region]) asked.length = 0;
    expect(await write(scope, (await judgedWork(scope)).id)).toMatchObject([{ tier: 'basic', sent: null }]);
    expect([...usual.asked, ...region.asked]).toEqual([]);
    expect((await admin.page('/admin/settings/reviews')).text).toContain('The region us is not offered any more');
  }, 60_000);
});
