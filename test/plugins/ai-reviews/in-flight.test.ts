import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { writeReview } from '../../../plugins/ai-reviews/writing/write-review.ts';
import { aScope, eventually, openTestApp, scopeIn } from '../../support/app.ts';
import { behaviours, openModelServer, type Behaviour } from '../../support/model-server.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { judgedWork, reviewsOf, right, write } from './judged-work.ts';

let app: App;
let server: Awaited<ReturnType<typeof openModelServer>>;
beforeAll(async () => {
  server = await openModelServer();
  const environment = { OPENAI_API_KEY: 'a-key', OPENAI_BASE_URL: server.url, OPENAI_TIMEOUT_MS: '120000' };
  app = await openTestApp({ environment });
});
afterAll(async () => {
  await app.stop();
  await server.close();
});

/** A model that answers when the test says so. */
function held() {
  const waiting: (() => void)[] = [];
  server.asked.length = 0;
  server.behave((res, asked) => void waiting.push(() => behaviours.good(res, asked)));
  return {
    isAsked: (times: number) => eventually(async () => server.asked.length >= times, 120),
    answer: (behaviour: Behaviour = behaviours.good) => {
      server.behave(behaviour);
      for (const say of waiting.splice(0)) say();
    },
  };
}

/** One run of what is queued for a submission, and when it is to be run again. */
async function runOnce(scope: Scope, submissionId: string) {
  const own = await scopeIn(app, scope.organization.id);
  const [review] = await reviewsOf(own, submissionId);
  const again: Date[] = [];
  await writeReview(own, review!.id, {
    signal: AbortSignal.timeout(120_000),
    again: async (_scope, at) => void again.push(at),
  });
  return again;
}

/** Works of different people on one problem; the second differs from the first in names and layout only. */
async function sameTwice(scope: Scope, other = 'print( sum(map(int, input().split())) )  # mine') {
  const { id: problemId } = await aProblem(scope);
  return [
    await judgedWork(scope, { problemId, code: right }),
    await judgedWork(scope, { problemId, code: other }),
  ] as const;
}

describe('two reviews of the same program at once', () => {
  it('ask the model once: the second waits, and takes what the first was told', async () => {
    const scope = await aScope(app);
    const [one, other] = await sameTwice(scope);
    const model = held();
    const first = runOnce(scope, one.id);
    await model.isAsked(1);
    for (const waits of [1, 2]) {
      const again = await runOnce(scope, other.id);
      expect(again).toHaveLength(1);
      expect(await reviewsOf(scope, other.id)).toMatchObject([
        { state: 'WAITING', waits, attempts: 0, failure: null, askedModelAt: null, costMicros: 0 },
      ]);
    }
    model.answer();
    await first;
    expect(await reviewsOf(scope, one.id)).toMatchObject([{ state: 'COMPLETE', tier: 'model' }]);
    expect(await write(scope, other.id)).toMatchObject([{ state: 'COMPLETE', tier: 'exact', attempts: 0 }]);
    expect(server.asked).toHaveLength(1);
  }, 60_000);

  it('begun in the same moment are one question, too', async () => {
    const scope = await aScope(app);
    const works = await sameTwice(scope);
    const model = held();
    const both = Promise.all(works.map(({ id }) => runOnce(scope, id)));
    await model.isAsked(1);
    await eventually(
      async () =>
        (await Promise.all(works.map(({ id }) => reviewsOf(scope, id)))).flat().some(({ waits }) => waits === 1),
      120,
    );
    model.answer();
    await both;
    const written = (await Promise.all(works.map(({ id }) => write(scope, id)))).flat();
    expect(new Set(written.map(({ tier }) => tier))).toEqual(new Set(['exact', 'model']));
    expect(server.asked).toHaveLength(1);
  }, 60_000);

  it('never wait for each other for ever: where the first fails, the second asks', async () => {
    const scope = await aScope(app);
    const [one, other] = await sameTwice(scope);
    const model = held();
    const first = runOnce(scope, one.id);
    await model.isAsked(1);
    await runOnce(scope, other.id);
    // Whoever was asked breaks down, and is well for the next.
    server.behave(behaviours.good);
    await scope.transaction(({ em }) =>
      em.execute(`update ai_review set state = 'WAITING' where submission_id = ?`, [one.id]),
    );
    await runOnce(scope, other.id);
    expect(await reviewsOf(scope, other.id)).toMatchObject([{ state: 'COMPLETE', tier: 'model', waits: 1 }]);
    model.answer();
    await first;
  }, 60_000);

  it('wait for a bounded number of times, and not for one whose process is gone', async () => {
    const scope = await aScope(app);
    const [one, other] = await sameTwice(scope);
    const model = held();
    const first = runOnce(scope, one.id);
    await model.isAsked(1);
    await scope.transaction(({ em }) =>
      em.execute('update ai_review set waits = 7 where submission_id = ?', [other.id]),
    );
    const second = runOnce(scope, other.id);
    await model.isAsked(2);
    model.answer();
    await Promise.all([first, second]);
    expect(await reviewsOf(scope, other.id)).toMatchObject([{ state: 'COMPLETE', tier: 'model' }]);

    const [gone, left] = await sameTwice(scope);
    const again = held();
    const lost = runOnce(scope, gone.id);
    await again.isAsked(1);
    await scope.transaction(({ em }) =>
      em.execute(`update ai_review set asked_model_at = now() - interval '3 minutes' where submission_id = ?`, [
        gone.id,
      ]),
    );
    const last = runOnce(scope, left.id);
    await again.isAsked(2);
    again.answer();
    await Promise.all([lost, last]);
    expect(await reviewsOf(scope, left.id)).toMatchObject([{ state: 'COMPLETE', tier: 'model', waits: 0 }]);
  }, 120_000);

  it('of different programs, outcomes or organizations do not wait', async () => {
    const [scope, elsewhere] = [await aScope(app), await aScope(app)];
    const [one, other] = await sameTwice(scope, 'a, b = input().split()\nprint(int(a) + int(b))');
    const foreign = await judgedWork(elsewhere, { code: right });
    const model = held();
    const all = [one, other].map(({ id }) => runOnce(scope, id));
    const third = runOnce(elsewhere, foreign.id);
    await model.isAsked(3);
    model.answer();
    await Promise.all([...all, third]);
    expect(server.asked).toHaveLength(3);
  }, 60_000);
});
