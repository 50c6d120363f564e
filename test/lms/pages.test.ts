import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessibilityProblems, overflowing, take } from '../browser/look-at-page.ts';
import { root } from '../support/app.ts';
import { openBrowser, type Browser } from '../support/browser.ts';
import { openPracticeLms, type PracticeLms } from '../support/lms/index.ts';
import { watchedPage } from '../support/watch-page.ts';
import { openMinimalTool, type MinimalTool } from './minimal-tool.ts';

let browser: Browser;
let lms: PracticeLms;
let tool: MinimalTool;
let page: Page;
let close: () => Promise<void>;
beforeAll(async () => {
  [browser, lms, tool] = await Promise.all([openBrowser(), openPracticeLms(), openMinimalTool()]);
  ({ page, close } = await watchedPage(browser));
});
afterAll(async () => {
  await close();
  await browser.close();
  await Promise.all([lms.close(), tool.close()]);
});

const open = (place: string) => page.goto(lms.address + place);
const activities = () => page.locator('.rows li > a').allInnerTexts();

describe('the practice LMS in a browser', () => {
  it('lets somebody in by a click, back to where they wanted to go', async () => {
    await open('/courses/2');
    await page.click('text=Tessa Teacher');
    await page.waitForURL('**/courses/2');
    expect(await page.locator('h1').innerText()).toBe('Programming 1');
    expect(await page.locator('main').innerText()).toContain('There are no activities yet');
  });

  it('adds a tool by its registration URL, in a frame, until the tool says that it is done', async () => {
    await open('/tools');
    await page.fill('input[name=url]', tool.registrationUrl);
    await page.click('text=Go on');
    await page.waitForURL(`${lms.address}/tools`);
    expect(await page.locator('h2').first().innerText()).toBe('Minimal tool (1)');
    await open('/courses/2');
    expect(await activities()).toEqual([
      'Minimal tool with nothing chosen (frame)',
      'Minimal tool with nothing chosen (new tab)',
    ]);
  });

  it('launches in a frame', async () => {
    await page.click('text=Minimal tool with nothing chosen (frame)');
    await page.frameLocator('iframe[name=contentframe]').locator('text=Launched').waitFor();
    expect(tool.logins.at(-1)!.parameters).toMatchObject({ login_hint: lms.people.teacher.id });
  });

  it('adds an activity by hand, with its values', async () => {
    await open('/courses/3');
    await page.click('summary');
    await page.fill('input[name=title]', 'Loops');
    await page.fill('input[name=targetLinkUri]', `${tool.address}/loops`);
    await page.fill('textarea', 'problem=one\nsum = a=b');
    await page.click('button:text("Add activity")');
    expect(await activities()).toEqual(['Minimal tool with nothing chosen (frame)', 'Loops']);
    expect(lms.activities.at(-1)).toMatchObject({
      courseId: '3',
      targetLinkUri: `${tool.address}/loops`,
      custom: { problem: 'one', sum: 'a=b' },
    });
  });

  it('adds a tool by hand, and changes how it speaks with it', async () => {
    await open('/tools');
    await page.click('summary');
    await page.fill('input[name=name]', 'By <hand>');
    await page.fill('input[name=loginUrl]', `${tool.address}/login`);
    await page.fill('textarea', `${tool.address}/launch ${tool.address}/other`);
    await page.fill('input[name=jwksUrl]', `${tool.address}/keys`);
    await page.fill('input[name=targetLinkUri]', `${tool.address}/`);
    await page.click('text=Add tool');
    const card = page.locator('section', { hasText: 'By <hand> (2)' });
    await card.locator('select').selectOption('canvas');
    await card.locator('button').click();
    await page.waitForLoadState();
    expect(lms.tools[1]).toMatchObject({
      name: 'By <hand>',
      flavour: 'canvas',
      redirectUris: [`${tool.address}/launch`, `${tool.address}/other`],
    });
  });

  it('switches failures and keys', async () => {
    const kid = async () =>
      ((await (await fetch(`${lms.address}/jwks`)).json()) as { keys: { kid: string }[] }).keys[0]!.kid;
    const before = await kid();
    await open('/failures');
    await page.click('text=Expired ten minutes ago');
    await page.check('[aria-label="Key set: Answers 500"]');
    await page.click('text=Save');
    expect((await fetch(`${lms.address}/jwks`)).status).toBe(500);
    await page.selectOption('select[name=share]', 'every other');
    await page.click('text=Save');
    const statuses = [await fetch(`${lms.address}/jwks`), await fetch(`${lms.address}/jwks`)].map((one) => one.status);
    expect(statuses).toEqual(expect.arrayContaining([200, 500]));
    await page.uncheck('[aria-label="Key set: Answers 500"]');
    await page.click('text=Save');
    expect(await page.locator('.notice').innerText()).toBe('Switched on: 1.');
    await page.click('text=Go on to the next key');
    expect(await kid()).not.toBe(before);
    lms.mend();
  });

  it('takes somebody back from a tool, with what the tool said', async () => {
    await open('/return?course=2&lti_errormsg=%3Cb%3ENot%20today%3C%2Fb%3E');
    expect(await page.locator('.notice').innerText()).toBe('<b>Not today</b>');
    await page.click('text=To the course');
    await page.waitForURL('**/courses/2');
  });

  it.each([
    { width: 360, theme: 'light' },
    { width: 1280, theme: 'dark' },
  ] as const)(
    'can be read by everybody: $width px, $theme',
    async (look) => {
      const folder = path.join(root, '.data/screenshots/practice-lms');
      mkdirSync(folder, { recursive: true });
      await take(page, look);
      const found: string[] = [];
      for (const place of [
        '/courses',
        '/courses/2',
        '/activities/11',
        '/activities/12',
        '/tools',
        '/failures',
        '/no',
        '/',
      ]) {
        if (place === '/') await page.context().clearCookies();
        await open(place);
        await page.evaluate("document.querySelectorAll('details').forEach((details) => (details.open = true))");
        const name = `${place.slice(1).replaceAll('/', '-') || 'sign-in'}-${look.width}-${look.theme}.png`;
        await page.screenshot({ path: path.join(folder, name), fullPage: true });
        const problems = [...(await overflowing(page)), ...(await accessibilityProblems(page))];
        found.push(...problems.map((problem) => `${place}: ${problem}`));
      }
      expect(found).toEqual([]);
      await page.click('text=Tessa Teacher');
    },
    60_000,
  );
});
