import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { AiReview } from '../../../plugins/ai-reviews/ai-review.entity.ts';
import { refusalFor } from '../../../plugins/ai-reviews/quota/refusal-for.ts';
import { writeReview } from '../../../plugins/ai-reviews/writing/write-review.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { behaviours, openModelServer, type Behaviour } from '../../support/model-server.ts';
import { judgedWork, reviewsOf, write } from './judged-work.ts';
import { aCall, callsOf } from './model-calls.ts';

let app: App;
let server: Awaited<ReturnType<typeof openModelServer>>;
let second: Awaited<ReturnType<typeof openModelServer>>;
beforeAll(async () => {
  [server, second] = await Promise.all([openModelServer(), openModelServer()]);
  const environment = { OPENAI_API_KEY: 'a-key', OPENAI_BASE_URL: server.url, OPENAI_TIMEOUT_MS: '4000' };
  app = await openTestApp({ environment });
});
afterAll(async () => {
  await app.stop();
  await Promise.all([server.close(), second.close()]);
});

const spoken = '{"summary": "The program reads two numbers and adds them';

/** Streams the beginning of an answer, then goes on as it is told. */
const beginsAnd =
  (next: (res: Parameters<Behaviour>[0]) => void): Behaviour =>
  (res) => {
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    const piece = { choices: [{ index: 0, delta: { content: spoken } }] };
    res.write(`data: ${JSON.stringify(piece)}\n\n`, () => next(res));
  };

describe('an answer of a model that broke off', () => {
  it.each([
    ['cut in the middle', beginsAnd((res) => setTimeout(() => res.destroy(), 50)), 'unreachable'],
    ['silent in the middle', beginsAnd(() => {}), 'timeout'],
  ] as const)(
    'is paid for, and so is the one that came when it was asked again (%s)',
    async (_how, behaviour, outcome) => {
      const scope = await aScope(app);
      const work = await judgedWork(scope);
      const [{ id }] = (await reviewsOf(scope, work.id)) as [AiReview];
      server.behave(behaviour);
      await writeReview(scope, id, { signal: AbortSignal.timeout(60_000), again: async () => {} });
      expect(await reviewsOf(scope, work.id)).toMatchObject([{ state: 'WAITING', attempts: 1 }]);
      server.behave(behaviours.good);
      expect(await write(scope, work.id)).toMatchObject([{ tier: 'model', promptTokens: 700 }]);
      const [lost, answered] = (await callsOf(scope)) as [
        Awaited<ReturnType<typeof callsOf>>[number],
        Awaited<ReturnType<typeof callsOf>>[number],
      ];
      expect(lost).toMatchObject({ outcome, isEstimated: true });
      expect(lost.completionTokens).toBe(Math.ceil(spoken.length / 3));
      expect(lost.promptTokens).toBeGreaterThan(100);
      expect(lost.costMicros).toBe(Math.ceil((lost.promptTokens * 200 + lost.completionTokens * 800) / 100));
      expect(answered).toMatchObject({ outcome: 'answered', isEstimated: false, promptTokens: 700 });
    },
    60_000,
  );

  it('costs nothing where the provider refused the question or could not be reached', async () => {
    const scope = await aScope(app);
    // In this order: who is busy several times over is not asked for a while.
    for (const behaviour of [behaviours.wrongKey, behaviours.busy]) {
      server.behave(behaviour);
      await write(scope, (await judgedWork(scope)).id);
    }
    server.behave(behaviours.good);
    const calls = await callsOf(scope);
    expect(new Set(calls.map(({ outcome }) => outcome))).toEqual(new Set(['refused', 'limited']));
    expect(calls.every(({ costMicros, promptTokens }) => costMicros === 0 && promptTokens === 0)).toBe(true);
  });

  it('counts against the budget', async () => {
    const scope = await aScope(app);
    const { userId } = await judgedWork(scope);
    const wanted = { userId, reviewId: null, costMicros: 10_000, hasOwnKey: false };
    const refusal = () => scope.transaction((inside) => refusalFor(inside, wanted));
    // Twenty dollars are allowed.
    await aCall(scope, { outcome: 'timeout', costMicros: 19_980_000 });
    expect(await refusal()).toBeNull();
    await aCall(scope, { purpose: 'hint', costMicros: 15_000 });
    expect(await refusal()).toBe('budget');
  });
});
