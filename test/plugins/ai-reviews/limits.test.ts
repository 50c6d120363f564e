import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, openTestApp, scopeIn } from '../../support/app.ts';
import { behaviours, openModelServer } from '../../support/model-server.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { html } from '../../support/web.ts';
import { addressOf, judgedWork, reviewsOf, write } from './judged-work.ts';

let app: App;
let address: string;
let server: Awaited<ReturnType<typeof openModelServer>>;
let second: Awaited<ReturnType<typeof openModelServer>>;
beforeAll(async () => {
  server = await openModelServer();
  second = await openModelServer();
  const environment = {
    OPENAI_API_KEY: 'one',
    OPENAI_BASE_URL: server.url,
    OPENAI_FALLBACK_API_KEY: 'two',
    OPENAI_FALLBACK_BASE_URL: second.url,
    OPENAI_FALLBACK_MODEL: 'other',
    OPENAI_IN_FLIGHT: '2',
    REVIEW_BUDGET_CENTS: '100',
  };
  app = await openTestApp({ environment });
  address = await addressOf(app);
});
afterAll(async () => {
  await app.stop();
  await server.close();
  await second.close();
});

const rules = { version: 0, usesModel: true, wantsConsent: false, mostPerPersonDay: 5, mostPerMonth: 50 };

/** Saves the rules as an administrator does; what is not named stays as the defaults of the form. */
async function setRules(scope: Scope, changed: object) {
  const { authorization } = await aSignedInPerson(scope, ['admin']);
  const response = await fetch(`${address}/api/v1/admin/settings/reviews`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ ...rules, ...changed }),
  });
  expect(response.status).toBeLessThan(400);
  return authorization;
}

const ask = async (work: { id: string; headers: Record<string, string> }) => {
  const response = await fetch(`${address}/api/v1/submissions/${work.id}/review`, {
    method: 'POST',
    headers: { ...work.headers, accept: 'application/json' },
  });
  return { status: response.status, said: JSON.stringify(await response.json()) };
};

/** Each in a Scope of its own, as jobs have them. */
const writeAtOnce = (scope: Scope, works: readonly { readonly id: string }[]) =>
  Promise.all(works.map(async ({ id }) => write(await scopeIn(app, scope.organization.id), id)));

describe('asking the model', () => {
  it('is what the owner of failing work may do, once; the review from the tests stays until the model has spoken [CON-32]', async () => {
    const scope = await aScope(app);
    const work = await judgedWork(scope, { verdict: 'FAILED', code: 'print(3)' });
    server.asked.length = 0;
    await write(scope, work.id);
    expect(server.asked).toEqual([]);
    const page = await (
      await fetch(`${address}/submissions/${work.id}`, { headers: { ...html, ...work.headers } })
    ).text();
    expect(page).toContain('Ask the model');
    const stranger = await aSignedInPerson(scope, ['admin']);
    expect((await ask({ id: work.id, headers: { authorization: stranger.authorization } })).status).toBe(403);
    expect(
      (await Promise.all([ask(work), ask(work)])).map(({ status }) => status).toSorted((one, other) => one - other),
    ).toEqual([202, 409]);
    expect(await write(scope, work.id)).toMatchObject([
      { occasion: 'judged', state: 'SUPERSEDED', tier: 'basic' },
      { occasion: 'asked', state: 'COMPLETE', tier: 'model' },
    ]);
  });

  it('stops at the limits of person, organization and budget, and says which it was', async () => {
    for (const [changed, why, words] of [
      [{ mostPerPersonDay: 0 }, 'personLimit', 'used up for today'],
      [{ mostPerMonth: 0 }, 'organizationLimit', 'for this month'],
      [{ budgetCents: 0 }, 'budget', 'has spent what it wants'],
      [{ usesModel: false }, 'switchedOff', null],
    ] as const) {
      const scope = await aScope(app);
      await setRules(scope, changed);
      server.asked.length = 0;
      const work = await judgedWork(scope);
      expect(await write(scope, work.id)).toMatchObject([
        { tier: 'basic', passedOver: [{ tier: 'quota', why }], askedModelAt: null },
      ]);
      expect(server.asked).toEqual([]);
      const page = await (
        await fetch(`${address}/submissions/${work.id}`, { headers: { ...html, ...work.headers } })
      ).text();
      if (words) expect(page).toContain(words);
    }
  });

  it('never spends more than the budget, however many ask at once', async () => {
    const scope = await aScope(app);
    // One review reserves some two cents and costs less than half of one.
    await setRules(scope, { budgetCents: 4 });
    const works = [];
    for (let made = 0; made < 5; made += 1) works.push(await judgedWork(scope));
    server.behave(behaviours.slow);
    await writeAtOnce(scope, works);
    server.behave(behaviours.good);
    const reviews = (await Promise.all(works.map(({ id }) => reviewsOf(scope, id)))).flat();
    expect(reviews.every(({ state }) => state === 'COMPLETE')).toBe(true);
    expect(reviews.some(({ tier }) => tier === 'basic')).toBe(true);
    expect(reviews.reduce((sum, { costMicros }) => sum + costMicros, 0)).toBeLessThanOrEqual(40_000);
  });

  it('waits for consent where the organization wants it, and sends nothing before', async () => {
    const scope = await aScope(app);
    await setRules(scope, { wantsConsent: true });
    server.asked.length = 0;
    const work = await judgedWork(scope);
    expect(await write(scope, work.id)).toMatchObject([
      { tier: 'basic', passedOver: [{ tier: 'quota', why: 'noConsent' }] },
    ]);
    expect(server.asked).toEqual([]);
    expect((await ask(work)).status).toBe(403);
    const say = (agrees: string) =>
      fetch(`${address}/api/v1/review-consent`, {
        method: 'POST',
        headers: { ...work.headers, 'content-type': 'application/json' },
        body: JSON.stringify({ agrees }),
      });
    await say('yes');
    expect((await ask(work)).status).toBe(202);
    expect((await write(scope, work.id)).at(-1)).toMatchObject({ tier: 'model', state: 'COMPLETE' });
    await say('no');
    const other = await fetch(`${address}/api/v1/review-consent`, { headers: work.headers });
    expect(((await other.json()) as { data: object }).data).toEqual({ agreedAt: null, isWanted: true });
  });
});

describe('the providers', () => {
  it('stand in for each other, and no more are asked at once than is set [H1-29, CON-36]', async () => {
    const scope = await aScope(app);
    server.behave(behaviours.broken);
    const work = await judgedWork(scope);
    expect(await write(scope, work.id)).toMatchObject([{ passedOver: [], tier: 'model', model: 'other' }]);
    server.behave(behaviours.slow);
    const many = [];
    for (let made = 0; made < 5; made += 1) many.push(await judgedWork(scope));
    await writeAtOnce(scope, many);
    server.behave(behaviours.good);
    expect(server.mostOpen).toBe(2);
    expect(
      (await Promise.all(many.map(({ id }) => reviewsOf(scope, id)))).flat().every(({ tier }) => tier === 'model'),
    ).toBe(true);
  });
});

describe('two organizations', () => {
  it('with the same code share nothing: each asks for itself, and neither finds the other’s review', async () => {
    const [one, other] = [await aScope(app), await aScope(app)];
    server.asked.length = 0;
    const works = [await judgedWork(one), await judgedWork(other)];
    expect(await write(one, works[0]!.id)).toMatchObject([{ tier: 'model' }]);
    expect(await write(other, works[1]!.id)).toMatchObject([{ tier: 'model' }]);
    expect(server.asked).toHaveLength(2);
    expect(await reviewsOf(other, works[0]!.id)).toEqual([]);
    const stranger = await fetch(`${address}/api/v1/submissions/${works[0]!.id}/review`, {
      headers: works[1]!.headers,
    });
    expect(stranger.status).toBe(404);
  });
});
