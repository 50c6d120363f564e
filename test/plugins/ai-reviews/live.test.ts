import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { aScope, eventually, openTestApp } from '../../support/app.ts';
import { behaviours, openModelServer } from '../../support/model-server.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { manyExecutions, serve, somebody } from '../submissions/a-classroom.ts';
import { reviewsOf, right } from './judged-work.ts';

let app: App;
let address: string;
let server: Awaited<ReturnType<typeof openModelServer>>;
beforeAll(async () => {
  server = await openModelServer();
  app = await openTestApp({
    works: true,
    environment: { ...manyExecutions, OPENAI_API_KEY: 'a-key', OPENAI_BASE_URL: server.url },
  });
  address = await serve(app);
});
afterAll(async () => {
  await app.stop();
  await server.close();
});

/** All that a page hears of a review, until it is over. */
async function heard(id: string, headers: Record<string, string>, until: string) {
  const stop = new AbortController();
  const response = await fetch(`${address}/live?topics=ai-reviews.review:${id}`, {
    headers: { ...headers, accept: 'text/event-stream' },
    signal: stop.signal,
  });
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body!) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.includes(until)) break;
  }
  stop.abort();
  return text;
}

describe('from handing in to the review', () => {
  it('everything happens by itself: verdict, review, and a page that follows without a reload [H1-01, H1-27]', async () => {
    const scope = await aScope(app);
    const { id: problemId } = await aProblem(scope);
    const student = await somebody(scope, address, 'learner');
    server.behave(behaviours.slow);
    const id = await student.submit(problemId, right);
    const said = await heard(id, student.headers, '"state":"complete"');
    expect(said).toContain('"state":"none"');
    expect(said).toContain('"isUnderWay":true');
    expect(await student.judged(id)).toMatchObject({ verdict: 'ACCEPTED', points: 4, status: 'REVIEW_COMPLETE' });
    const page = await student.page(`/submissions/${id}`);
    expect(page).toContain('adds them in one line');
    expect(page.indexOf('submission-')).toBeLessThan(page.indexOf('review-card-'));
  }, 120_000);

  it('failing work has the words of its tests at once, while the model keeps others waiting', async () => {
    const scope = await aScope(app);
    const { id: problemId } = await aProblem(scope);
    const [waiting, failing] = [await somebody(scope, address, 'learner'), await somebody(scope, address, 'learner')];
    server.behave(behaviours.hangs);
    const first = await waiting.submit(problemId, right);
    await waiting.judged(first);
    await eventually(async () => (await reviewsOf(scope, first))[0]?.state === 'WRITING', 30);
    const second = await failing.submit(problemId, 'print(3)');
    await failing.judged(second);
    await eventually(async () => (await reviewsOf(scope, second))[0]?.state === 'COMPLETE', 30);
    expect((await reviewsOf(scope, first))[0]!.state).not.toBe('COMPLETE');
    server.behave(behaviours.good);
  }, 120_000);
});
