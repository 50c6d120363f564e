import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { OrganizationRole } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { addPattern } from '../../plugins/code-analysis/own/save-pattern.ts';
import { settledWork, suggestion } from '../plugins/ai-reviews/settled-work.ts';
import { aScope, openTestApp } from '../support/app.ts';
import { openBrowser, type Browser } from '../support/browser.ts';
import { aSignedInPerson } from '../support/people.ts';
import { until } from '../support/until.ts';
import { watchedPage } from '../support/watch-page.ts';

let app: App;
let browser: Browser;
let address: string;
beforeAll(async () => {
  [app, browser] = await Promise.all([openTestApp({ works: true }), openBrowser()]);
  address = `http://127.0.0.1:${(await app.serve({ port: 0, host: '127.0.0.1' })).port}`;
}, 60_000);
afterAll(async () => {
  await browser.close();
  await app.stop();
});

async function opened(headers: { authorization: string }, path: string) {
  const context = await browser.newContext({ extraHTTPHeaders: headers, viewport: { width: 360, height: 800 } });
  const watched = await watchedPage(context);
  await watched.page.goto(address + path);
  return watched;
}

const as = async (scope: Scope, role: OrganizationRole) => {
  const { authorization } = await aSignedInPerson(scope, [role]);
  return { authorization };
};

describe('the stars below a review', () => {
  it('come with the panel, are given and changed where they stand [H3-01, H3-10]', async () => {
    const scope = await aScope(app);
    const work = await settledWork(scope, { suggestions: [suggestion(1, 'print(3)', 'print(4)')] });
    const { page, close } = await opened(work.headers, `/submissions/${work.id}`);
    await page.check('[name=satisfaction][value="4"]');
    await page.check('[name="helpful.0"][value=yes]');
    await page.click(`#rating-${work.id} button`);
    await until(
      page,
      `document.querySelector('#rating-${work.id} [role=status]')?.textContent.startsWith('Thank you')`,
    );
    expect(await page.isChecked('[name=satisfaction][value="4"]')).toBe(true);
    await page.check('[name=satisfaction][value="2"]');
    await page.click(`#rating-${work.id} button`);
    await page.reload();
    await until(page, `document.querySelector('[name=satisfaction][value="2"]')?.checked`);
    expect(page.url()).toBe(`${address}/submissions/${work.id}`);
    await close();
  });
});

describe('trying a pattern', () => {
  it('shows by itself what it has found', async () => {
    const scope = await aScope(app);
    await settledWork(scope, { code: 'quit()' });
    const { id } = await addPattern(scope, {
      name: 'Leaves',
      language: 'python',
      dimension: 'practice',
      severity: 'hint',
      message: 'Do not.',
      writing: 'code',
      source: 'quit()',
      bad: 'quit()',
      good: 'exit()',
    });
    const { page, close } = await opened(await as(scope, 'owner'), `/patterns/own/${id}`);
    await page.click('#trying button');
    await until(
      page,
      `document.querySelector('#trying [role=status]')?.textContent === 'The only submission was looked at.'`,
    );
    expect(await page.textContent('#trying pre')).toBe('quit()');
    await close();
  });
});
