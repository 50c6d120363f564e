import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { judgedWork, reviewsOf, write } from '../plugins/ai-reviews/judged-work.ts';
import { aScope, scopeIn } from '../support/app.ts';
import type { Browser } from '../support/browser.ts';
import { answers, goodAnswer } from '../support/model-server.ts';
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

it('old work gets its review when its owner opens it, and another one where that is asked for [H1-02, H1-19, H1-22]', async () => {
  const scope = await aScope(app);
  const work = await judgedWork(scope);
  await scope.transaction(async ({ em }) => {
    await em.execute('delete from ai_review where submission_id = ?', [work.id]);
    await em.execute(`update submission set review_status = null, judged_at = now() - interval '9 days' where id = ?`, [
      work.id,
    ]);
  });
  const writeAll = async () => write(await scopeIn(app, scope.organization.id), work.id);
  const context = await browser.newContext({ extraHTTPHeaders: work.headers });
  const watched = await watchedPage(context);
  const { page } = watched;
  await page.goto(`${address}/submissions/${work.id}`);
  await until(page, says('The review waits for its turn.'));
  expect(await reviewsOf(scope, work.id)).toHaveLength(1);
  await writeAll();
  await until(page, says(goodAnswer.summary));
  await page.click('text=Ask for another review');
  await page.check('[name=focusAreas][value=security]');
  for (const width of [360, 1280] as const) {
    await take(page, { width, theme: 'light' });
    await page.screenshot({ path: path.join(pictures, `review-again-${width}.png`), fullPage: true });
    expect([...(await accessibilityProblems(page)), ...(await overflowing(page)), ...(await clipped(page))]).toEqual(
      [],
    );
  }
  server.behave(answers({ ...goodAnswer, summary: 'Nothing of it is dangerous.' }));
  await page.click('button:has-text("Ask again")');
  await until(page, says('The review is being written.'));
  expect(await page.evaluate(says(goodAnswer.summary))).toBe(true);
  expect(await reviewsOf(scope, work.id)).toHaveLength(2);
  await writeAll();
  await until(page, says('Nothing of it is dangerous.'));
  await until(page, says('You asked above all about: Security'));
  await watched.close();
  await context.close();
}, 180_000);
