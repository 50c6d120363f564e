import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { AiReview } from '../../../plugins/ai-reviews/ai-review.entity.ts';
import { writeReview } from '../../../plugins/ai-reviews/writing/write-review.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { answers, behaviours, goodAnswer, openModelServer } from '../../support/model-server.ts';
import { html } from '../../support/web.ts';
import { addressOf, judgedWork, pointsOf, reviewsOf, write } from './judged-work.ts';

let app: App;
let address: string;
let server: Awaited<ReturnType<typeof openModelServer>>;
beforeAll(async () => {
  server = await openModelServer();
  const environment = {
    OPENAI_API_KEY: 'key-of-the-tests',
    OPENAI_BASE_URL: server.url,
    OPENAI_MODEL: 'local',
    OPENAI_TIMEOUT_MS: '400',
  };
  app = await openTestApp({ environment });
  address = await addressOf(app);
});
afterAll(async () => {
  await app.stop();
  await server.close();
});
beforeEach(async () => {
  // A good answer closes the breaker that the test before may have opened.
  server.behave(behaviours.good);
  await new Promise((rested) => setTimeout(rested, 0));
});

const pageOf = async (id: string, headers: Record<string, string>) =>
  (await fetch(`${address}/submissions/${id}`, { headers: { ...html, ...headers } })).text();

describe('the model tier', () => {
  it('reviews work that passed, says who wrote it, from how many tokens, at which cost and in which time [H1-01, H1-04, H1-06, CON-37]', async () => {
    const scope = await aScope(app);
    const work = await judgedWork(scope);
    const [review, ...more] = await write(scope, work.id);
    expect(more).toEqual([]);
    expect(review).toMatchObject({
      state: 'COMPLETE',
      tier: 'model',
      model: 'local',
      promptTokens: 700,
      completionTokens: 300,
    });
    expect(review!.costMicros).toBe(Math.ceil((700 * 200 + 300 * 800) / 100));
    expect(review!.tookMs).toBeGreaterThanOrEqual(0);
    expect(review!.content).toMatchObject({
      summary: goodAnswer.summary,
      scores: { correctness: 100, efficiency: 90, codeQuality: 70, bestPractices: 80, security: 95 },
      overallScore: 87,
      suggestions: [{ file: 'main.py', lineStart: 1, currentCode: expect.stringContaining('print(sum') }],
    });
    expect(await pointsOf(scope, work.id)).toEqual({ points: 4, status: 'ACCEPTED', reviewStatus: 'COMPLETE' });
    const page = await pageOf(work.id, work.headers);
    expect(page).toContain('The program reads two numbers');
    expect(page).toContain('From a language model');
    expect(page).toContain(`/submissions/${work.id}/review#line-main-py-1`);
  });

  it('sends nothing that says who it is, and shows every word of what it sent', async () => {
    const scope = await aScope(app);
    const code = '# Author: Marie Curie, 12345678\n# marie.curie@example.edu\nprint(sum(map(int, input().split())))';
    const work = await judgedWork(scope, { code, name: 'Marie Curie', email: 'marie.curie@example.edu' });
    server.asked.length = 0;
    const [review] = await write(scope, work.id);
    expect(server.asked).toHaveLength(1);
    const [{ path, authorization, body }] = server.asked as [(typeof server.asked)[number]];
    expect({ path, authorization, model: body.model }).toEqual({
      path: '/v1/chat/completions',
      authorization: 'Bearer key-of-the-tests',
      model: 'local',
    });
    const sent = JSON.stringify(body);
    for (const secret of ['Marie', 'Curie', '12345678', 'example.edu', '1000000', 'Large numbers', work.userId])
      expect(sent).not.toContain(secret);
    expect(sent).toContain('print(sum');
    expect(review!.sent).toEqual(body.messages);
    const shown = await fetch(`${address}/api/v1/submissions/${work.id}/review`, { headers: work.headers });
    const { data } = (await shown.json()) as { data: { sent: unknown } };
    expect(data.sent).toMatchObject([{ to: new URL(server.url).host, messages: body.messages }]);
  });

  it.each(
    Object.entries({
      notJson: 'unreadable',
      wrongShape: 'unreadable',
      empty: 'unreadable',
      nothing: 'unreadable',
      noChoices: 'unreadable',
      busy: 'limited',
      broken: 'serverError',
      wrongKey: 'refused',
      hangs: 'timeout',
      breaksOff: 'unreachable',
    } as const),
  )(
    'a model that answers badly (%s) ends in a review from the tests, and its page says why [H1-17, H1-33, H1-36, CON-34]',
    async (name, why) => {
      const own = await openTestApp({
        environment: { OPENAI_API_KEY: 'a-key', OPENAI_BASE_URL: server.url, OPENAI_TIMEOUT_MS: '300' },
      });
      try {
        const scope = await aScope(own);
        const work = await judgedWork(scope);
        server.behave(behaviours[name as keyof typeof behaviours]);
        const [review, ...more] = await write(scope, work.id);
        expect(more).toEqual([]);
        expect(review).toMatchObject({ state: 'COMPLETE', tier: 'basic', passedOver: [{ tier: 'model', why }] });
        expect(await pointsOf(scope, work.id)).toEqual({ points: 4, status: 'ACCEPTED', reviewStatus: 'COMPLETE' });
        const page = await pageOf(work.id, work.headers);
        expect(page).toContain('From the tests');
        expect(page).toMatch(
          /The (answer of the )?language model (could|did|has|reported)|The language model did not take/,
        );
      } finally {
        await own.stop();
      }
    },
    60_000,
  );

  it('waits for a slow one, and tells the page while it waits for its next try [H1-18, H1-35, CON-34]', async () => {
    const scope = await aScope(app);
    const slow = await judgedWork(scope);
    server.behave(behaviours.slow);
    expect((await write(scope, slow.id))[0]).toMatchObject({ tier: 'model' });
    server.behave(behaviours.busy);
    const waiting = await judgedWork(scope);
    const [{ id }] = (await reviewsOf(scope, waiting.id)) as [AiReview];
    const begun = Date.now();
    const again: Date[] = [];
    await writeReview(scope, id, {
      signal: AbortSignal.timeout(9_000),
      again: async (_scope, at) => void again.push(at),
    });
    expect(await reviewsOf(scope, waiting.id)).toMatchObject([
      { state: 'WAITING', attempts: 1, failure: 'limited', costMicros: 0 },
    ]);
    // As long as the provider asked for, and not as long as we would have waited.
    expect(again[0]!.getTime() - begun).toBeGreaterThanOrEqual(20_000);
    expect(await pageOf(waiting.id, waiting.headers)).toContain('It is tried again at');
    server.behave(behaviours.good);
    expect((await write(scope, waiting.id))[0]).toMatchObject({ state: 'COMPLETE', tier: 'model', attempts: 1 });
  });

  it('drops a rung for what did not pass its checks, and counts what that cost [H1-16]', async () => {
    const scope = await aScope(app);
    server.behave(answers({ ...goodAnswer, summary: 'A hidden test wants 1000002.' }));
    const work = await judgedWork(scope);
    const [review] = await write(scope, work.id);
    expect(review).toMatchObject({
      tier: 'basic',
      passedOver: [{ tier: 'model', why: 'withheld' }],
      promptTokens: 700,
    });
    expect(JSON.stringify(review!.content)).not.toContain('1000002');
  });
});
