import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { writeReview } from '../../plugins/ai-reviews/writing/write-review.ts';
import { judgedWork, reviewsOf } from '../plugins/ai-reviews/judged-work.ts';
import { aScope, scopeIn } from '../support/app.ts';
import type { Browser } from '../support/browser.ts';
import { goodAnswer } from '../support/model-server.ts';
import { aStream, streams } from '../support/streaming-model.ts';
import { until } from '../support/until.ts';
import { watchedPage } from '../support/watch-page.ts';
import { accessibilityProblems, clipped, overflowing, take } from './look-at-page.ts';
import { openReviews, type Reviews } from './open-reviews.ts';

let app: App;
let address: string;
let browser: Browser;
let server: Reviews['server'];
let pictures: string;
let close: Reviews['close'];
beforeAll(async () => {
  ({ app, address, browser, server, pictures, close } = await openReviews());
}, 120_000);
afterAll(() => close());

const says = (text: string) => `document.body.innerText.includes(${JSON.stringify(text)})`;

it('a part of a review stands in the student’s page before the model has written the next one [H1-27]', async () => {
  const scope = await aScope(app);
  const work = await judgedWork(scope);
  const [review] = await reviewsOf(scope, work.id);
  const context = await browser.newContext({ extraHTTPHeaders: work.headers });
  const watched = await watchedPage(context);
  const { page } = watched;
  await page.goto(`${address}/submissions/${work.id}`);
  await until(page, says('The review waits for its turn.'));
  const run = async () =>
    writeReview(await scopeIn(app, scope.organization.id), review!.id, {
      signal: AbortSignal.timeout(90_000),
      again: async () => {},
    });
  const stream = aStream();
  server.behave(stream.behaviour);
  const first = run();
  await stream.isAsked();
  stream.say('{"summary":"The program adds two numbers.","strengths":["It is');
  await until(page, says('The program adds two numbers.'));
  expect(await page.evaluate(says('It is'))).toBe(false);
  stream.say(' short and clear.","It reads');
  await until(page, says('It is short and clear.'));
  for (const width of [360, 1280] as const) {
    await take(page, { width, theme: 'light' });
    await page.screenshot({ path: path.join(pictures, `review-so-far-${width}.png`), fullPage: true });
    expect([...(await accessibilityProblems(page)), ...(await overflowing(page)), ...(await clipped(page))]).toEqual(
      [],
    );
  }
  expect((await reviewsOf(scope, work.id))[0]).toMatchObject({ state: 'WRITING', content: null });
  stream.breakOff();
  await first;
  await until(page, says('It broke off here.'));
  expect(await page.evaluate(says('It is short and clear.'))).toBe(true);
  server.behave(streams({ ...goodAnswer, suggestions: [] }));
  await run();
  await until(page, says('The program reads two numbers and adds them in one line.'));
  expect(await page.evaluate(says('It is short and clear.'))).toBe(false);
  await until(page, `!${says('The review is being written.')}`);
  await watched.close();
  await context.close();
}, 180_000);
