import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { corpus } from '../../bench/ai-reviews/corpus/corpus.ts';
import { bestRun } from '../../bench/ai-reviews/corpus/best-run.ts';
import { answersAbout } from '../../bench/ai-reviews/answer-about.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { openModelServer } from '../../support/model-server.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { judgedWork, write } from './judged-work.ts';

let app: App;
let server: Awaited<ReturnType<typeof openModelServer>>;
beforeAll(async () => {
  server = await openModelServer();
  server.behave(answersAbout(0));
  app = await openTestApp({
    environment: { OPENAI_API_KEY: 'a-key', OPENAI_BASE_URL: server.url, REVIEW_BUDGET_CENTS: '100000' },
  });
});
afterAll(async () => {
  await app.stop();
  await server.close();
});

/** Of the corpus of the measurement, whose whole length is measured there. */
const classSize = 150;

it('a class that solves one problem in five ways asks the model for two of five submissions at most [H1-10]', async () => {
  const scope = await aScope(app);
  const { id: problemId } = await aProblem(scope, bestRun);
  const programs = corpus().slice(0, classSize);
  expect(new Set(programs.map(({ approach }) => approach)).size).toBe(5);
  const tiers: (string | null | undefined)[] = [];
  for (const { source, isRight } of programs) {
    const { id } = await judgedWork(scope, { problemId, code: source, verdict: isRight ? 'ACCEPTED' : 'FAILED' });
    tiers.push((await write(scope, id))[0]!.tier);
  }
  expect(server.asked).toHaveLength(tiers.filter((tier) => tier === 'model').length);
  expect(server.asked.length).toBeLessThanOrEqual(classSize * 0.4);
}, 240_000);
