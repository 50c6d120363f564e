import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, openTestApp } from '../support/app.ts';
import { openBrowser, type Browser } from '../support/browser.ts';
import { watchedPage, type WatchedPage } from '../support/watch-page.ts';
import { aPerson, password } from '../support/web.ts';
import { freePort } from './open-tool.ts';
import { authorProblem } from './strangers/author-problem.ts';
import { answers } from './strangers/answers.ts';
import { ofFiles } from './strangers/of-files.ts';
import { programs } from './strangers/programs.ts';
import type { Stranger } from './strangers/stranger.ts';

let app: App;
let browser: Browser;
let address: string;
let scope: Scope;
let author: WatchedPage;
let student: WatchedPage;
beforeAll(async () => {
  browser = await openBrowser();
  const port = await freePort();
  address = `http://localhost:${port}`;
  app = await openTestApp({ works: true, environment: { PUBLIC_URL: address } });
  await app.serve({ port, host: '127.0.0.1' });
  scope = await aScope(app);
  author = await signedIn('instructor');
  // Without script the source is a text area, as it is for whoever prefers one.
  student = await signedIn('learner', { javaScriptEnabled: false });
}, 300_000);
afterAll(async () => {
  await author?.close();
  // A page without script answers no question at its end: it goes with the browser.
  await browser?.close();
  await app?.stop();
}, 120_000);

async function signedIn(role: 'instructor' | 'learner', options: Parameters<Browser['newContext']>[0] = {}) {
  const { email } = await aPerson(app, [role], Promise.resolve(scope));
  const watched = await watchedPage(await browser.newContext(options));
  const { page } = watched;
  page.setDefaultTimeout(60_000);
  await page.goto(`${address}/o/${scope.organization.slug}/auth/login`);
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', password);
  await page.press('[name=password]', 'Enter');
  await page.waitForURL((url) => !url.pathname.includes('/auth/'));
  return watched;
}

/** Hands in the first solution, and tells what the page says of it once it is judged. */
async function solve(page: Page, place: string, { solutions }: Stranger) {
  const [{ language, files }] = solutions as [Stranger['solutions'][number]];
  await page.goto(`${place}/solve`);
  if ((await page.inputValue('#language')) !== language) {
    await page.selectOption('#language', language);
    await page.click('button:has-text("Go on in this language")');
  }
  for (const [index, { content }] of files.entries()) await page.fill(`#source-${index}`, content);
  await page.click('main button.primary');
  await page.waitForURL('**/submissions/*');
  for (let looks = 0; looks < 120; looks += 1) {
    const words = await page.innerText('main');
    if (/Accepted|Wrong|error|limit/i.test(words)) return words;
    await page.waitForTimeout(500);
    await page.reload();
  }
  throw new Error(`No verdict came: ${await page.innerText('main')}`);
}

describe('a problem from elsewhere', () => {
  it.each([...programs, ...answers, ...ofFiles].map((problem) => [problem.title, problem] as const))(
    '%s: is written through the pages alone, published, and solved by a student',
    async (_title, problem) => {
      const place = await authorProblem(author.page, address, problem);
      await author.check();
      expect(await solve(student.page, place, problem)).toContain('Accepted');
    },
    180_000,
  );
});
