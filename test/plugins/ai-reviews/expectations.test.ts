import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { reviewSettings } from '../../../plugins/ai-reviews/settings.ts';
import { aScope, eventually, openTestApp } from '../../support/app.ts';
import { behaviours } from '../../support/model-server.ts';
import { html, json } from '../../support/web.ts';
import { judgedWork, reviewsOf, write } from './judged-work.ts';
import { openReviewing, type ModelServer, type Reviewing } from './open-reviewing.ts';
import { settledWork } from './settled-work.ts';

let app: App;
let address: string;
let server: ModelServer;
let close: Reviewing['close'];
beforeAll(async () => {
  ({ app, address, server, close } = await openReviewing());
});
beforeEach(() => {
  server.behave(behaviours.good);
  server.asked.length = 0;
});
afterAll(() => close());

/** Failing work whose owner has just asked the model: the answer to that, and the page in both languages. */
async function askedWork(scope: Scope) {
  const work = await judgedWork(scope, { verdict: 'FAILED', code: 'print(3)' });
  await write(scope, work.id);
  const asked = await fetch(`${address}/api/v1/submissions/${work.id}/review`, {
    method: 'POST',
    headers: { ...work.headers, ...json },
  });
  expect(asked.status).toBe(202);
  const page = async (language: string) =>
    (
      await fetch(`${address}/submissions/${work.id}`, {
        headers: { ...html, ...work.headers, 'accept-language': language },
      })
    ).text();
  const { data } = (await asked.json()) as { data: { estimatedSeconds: number; mostSeconds: number } };
  return { ...work, data, page };
}

describe('who asks the model', () => {
  it('is told three seconds as long as nothing is known, and up to thirty [PERF-02, PERF-05]', async () => {
    const scope = await aScope(app);
    const { id, data, page } = await askedWork(scope);
    expect(data).toMatchObject({ estimatedSeconds: 3, mostSeconds: 30 });
    expect(await page('en')).toContain('As a rule this takes about 3 s, at times up to 30 s.');
    expect(await page('de')).toContain('In der Regel dauert das etwa 3 s, manchmal bis zu 30 s.');
    await write(scope, id);
    expect(await page('en')).not.toContain('As a rule this takes');
  });

  it('is told what the model’s reviews took lately, once there are some [PERF-02]', async () => {
    const scope = await aScope(app);
    for (const tookMs of [7_000, 21_000, 22_000]) await settledWork(scope, { tookMs });
    for (let one = 0; one < 4; one += 1) await settledWork(scope, { tier: 'basic', tookMs: 20 });
    await settledWork(await aScope(app), { tookMs: 1_000 });
    expect((await askedWork(scope)).data).toMatchObject({ estimatedSeconds: 21, mostSeconds: 42 });
  });
});

describe('the model', () => {
  it('is asked about security, performance and quality, and what it finds stands in the review [H1-30]', async () => {
    const scope = await aScope(app);
    const work = await judgedWork(scope);
    expect(await write(scope, work.id)).toMatchObject([
      { content: { scores: { efficiency: 90, codeQuality: 70, bestPractices: 80, security: 95 } } },
    ]);
    const [{ body }] = server.asked as unknown as [
      { body: { messages: { content: string }[]; response_format: object } },
    ];
    expect(body.messages[0]!.content).toContain('speak about clarity, efficiency, security and good practice');
    const shape = JSON.stringify(body.response_format);
    for (const asked of ['efficiency', 'codeQuality', 'security', 'complexity']) expect(shape).toContain(`"${asked}"`);
    const response = await fetch(`${address}/submissions/${work.id}`, { headers: { ...html, ...work.headers } });
    const page = (await response.text()).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
    expect(page).toMatch(/Efficiency 90 of 100/);
    expect(page).toMatch(/Readability 70 of 100/);
    expect(page).toMatch(/Security 95 of 100/);
  });

  it('has fifteen seconds to say something, unless the installation says otherwise [CON-33, PERF-04]', async () => {
    expect((await aScope(app)).settings(reviewSettings).OPENAI_TIMEOUT_MS).toBe(15_000);
    const hasty = await openTestApp({
      environment: { OPENAI_API_KEY: 'a-key', OPENAI_BASE_URL: server.url, OPENAI_TIMEOUT_MS: '300' },
    });
    try {
      const scope = await aScope(hasty);
      const work = await judgedWork(scope);
      server.behave(behaviours.hangs);
      expect(await write(scope, work.id)).toMatchObject([
        { tier: 'basic', passedOver: [{ tier: 'model', why: 'timeout' }] },
      ]);
    } finally {
      await hasty.stop();
    }
  });

  it('writes so many reviews side by side that five thousand fit into a day [H1-28]', async () => {
    const working = await openTestApp({
      works: true,
      environment: { OPENAI_API_KEY: 'a-key', OPENAI_BASE_URL: server.url },
    });
    try {
      const scope = await aScope(working);
      server.behave((res, asked) => void setTimeout(() => behaviours.good(res, asked), 3_000));
      const began = performance.now();
      const works = [];
      for (let made = 0; made < 12; made += 1) works.push(await judgedWork(scope));
      for (const { id } of works)
        await eventually(async () => (await reviewsOf(scope, id)).every(({ state }) => state === 'COMPLETE'), 120);
      const seconds = (performance.now() - began) / 1_000;
      const reviews = (await Promise.all(works.map(({ id }) => reviewsOf(scope, id)))).flat();
      expect(reviews.map(({ tier }) => tier)).toEqual(works.map(() => 'model'));
      expect((works.length / seconds) * 86_400).toBeGreaterThan(5_000);
    } finally {
      await working.stop();
    }
  }, 240_000);
});
