import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { App } from '#src/app.ts';
import type { OrganizationRole } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, eventually, openTestApp } from '../support/app.ts';
import { openBrowser, type Browser } from '../support/browser.ts';
import { aDraft, aProblem } from '../support/problem-factories.ts';
import { until } from '../support/until.ts';
import { watchedPage } from '../support/watch-page.ts';
import { aPerson, password } from '../support/web.ts';
import { freePort } from './open-tool.ts';

let app: App;
let browser: Browser;
let address: string;
beforeAll(async () => {
  browser = await openBrowser();
  const port = await freePort();
  address = `http://localhost:${port}`;
  app = await openTestApp({ environment: { PUBLIC_URL: address } });
  await app.serve({ port, host: '127.0.0.1' });
}, 60_000);
afterAll(async () => {
  await browser.close();
  await app.stop();
});

/** Somebody of the organization, signed in in a browser of their own. */
async function signedIn(scope: Scope, role: OrganizationRole) {
  const { email, user } = await aPerson(app, [role], Promise.resolve(scope));
  const watched = await watchedPage(browser);
  const { page } = watched;
  await page.goto(`${address}/o/${scope.organization.slug}/auth/login`);
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', password);
  await page.press('[name=password]', 'Enter');
  await page.waitForURL((url) => !url.pathname.includes('/auth/'));
  return { ...watched, user };
}

const saved = (page: Page, version: number) =>
  until(page, `document.querySelector('#saved [name=version]')?.value === '${version}'`);

/** What is posted from here on waits until it is let go. */
async function holdPosts(page: Page) {
  const open = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  await page.route('**/edit/**', async (route) => {
    if (route.request().method() === 'POST') {
      asked.resolve();
      await open.promise;
    }
    await route.continue();
  });
  return { asked: asked.promise, letGo: open.resolve };
}

describe('writing a problem', () => {
  it('saves and previews by itself, and adds a test whose kind decides which fields there are', async () => {
    const scope = await aScope(app);
    const { page, user, close } = await signedIn(scope, 'instructor');
    const id = await aDraft(scope, { author: user.id });
    await page.goto(`${address}/problems/${id}/edit`);
    await page.fill('#statement', 'Find $x^2$, **soon**.');
    await saved(page, 2);
    await until(page, `document.querySelector('#preview math msup') !== null`);
    await page.goto(`${address}/problems/${id}/edit/tests`);
    await page.click('button[value="tests.add"]');
    await saved(page, 3);
    expect(await page.inputValue('[name="test.name"]')).toBe('');
    await page.selectOption('[name="test.kind"]', 'function');
    expect(await page.isVisible('[name="test.arguments"]')).toBe(true);
    expect(await page.isVisible('[name="test.stdin"]')).toBe(false);
    await page.fill('[name="test.name"]', 'Two of them');
    await page.fill('[name="test.arguments"]', '[1, 2]');
    await saved(page, 4);
    await page.reload();
    await page.click('text=Two of them');
    await until(page, `document.querySelector('[name="test.arguments"]')?.value === '[1, 2]'`);
    await close();
  }, 120_000);

  it('loses nothing that is typed or pressed while the form is being drawn for another language', async () => {
    const scope = await aScope(app);
    const { page, user, close } = await signedIn(scope, 'instructor');
    const id = await aDraft(scope, { author: user.id });
    await page.goto(`${address}/problems/${id}/edit/languages`);
    const held = await holdPosts(page);
    await page.selectOption('[name="languages.0.id"]', 'c');
    await held.asked;
    await page.fill('[name="languages.0.starter.0.content"]', 'int main() {}\n');
    await page.selectOption('[name=timeComplexity]', { index: 2 });
    const chosen = await page.inputValue('[name=timeComplexity]');
    await page.click('button[value="languages.add"]');
    held.letGo();
    await until(page, `document.querySelector('[name="languages.1.id"]') !== null`);
    await page.reload();
    expect(await page.inputValue('[name="languages.0.id"]')).toBe('c');
    expect(await page.inputValue('[name="languages.0.starter.0.content"]')).toBe('int main() {}\n');
    expect(await page.inputValue('[name=timeComplexity]')).toBe(chosen);
    await close();
  }, 120_000);

  it('asks before a page is left on which something is not saved, and not once it is', async () => {
    const scope = await aScope(app);
    const { page, user, close } = await signedIn(scope, 'instructor');
    const id = await aDraft(scope, { author: user.id });
    await page.goto(`${address}/problems/${id}/edit/languages`);
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.focus('[name="languages.0.starter.0.content"]');
    await page.keyboard.type('print(1)');
    await page.click('nav.tabs a[href$="/tests"]', { noWaitAfter: true });
    await eventually(async () => asked.length > 0);
    expect(page.url()).toContain('/languages');
    await until(page, `document.querySelector('#edit:not([data-unsaved])') !== null`);
    await page.click('nav.tabs a[href$="/tests"]');
    await page.waitForURL('**/tests');
    expect(asked).toEqual(['beforeunload']);
    await close();
  }, 120_000);
});

describe('a problem', () => {
  it('opens its hints one after the other where they stand, and the keyboard stays there', async () => {
    const scope = await aScope(app);
    const { id } = await aProblem(scope, { hints: ['Look at **one**.', 'Look at two.'] });
    const { page, close } = await signedIn(scope, 'learner');
    await page.goto(`${address}/problems/${id}`);
    await page.focus('#hints button');
    await page.keyboard.press('Enter');
    await until(page, `document.querySelector('#hints strong')?.textContent === 'one'`);
    expect(await page.textContent('#hints')).not.toContain('Look at two');
    expect(await page.evaluate(`document.activeElement.closest('#hints') !== null`)).toBe(true);
    await close();
  }, 120_000);
});
