import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openBrowser, type Browser } from '../support/browser.ts';
import { reads, signInThere } from './frame-steps.ts';
import { openTool, type Tool } from './open-tool.ts';
import { watchedPage, type WatchedPage } from '../support/watch-page.ts';

let tool: Tool;
let browser: Browser;
let watched: WatchedPage;
let page: Page;
let workspace: string;

beforeAll(async () => {
  [tool, browser] = await Promise.all([openTool(), openBrowser()]);
  workspace = `${tool.address}/samples/${tool.sampleId}/workspace`;
});
afterAll(async () => {
  await browser.close();
  await tool.close();
});
beforeEach(async () => {
  const context = await browser.newContext();
  context.setDefaultTimeout(8_000);
  watched = await watchedPage(context);
  ({ page } = watched);
});
afterEach(async () => {
  await watched.check();
  await page.context().close();
});

async function signIn() {
  await page.goto(`${tool.entrance}/auth/login?next=${encodeURIComponent(new URL(workspace).pathname)}`);
  await signInThere(page, tool);
  await reads(page, 'h1', 'Workspace');
}

/** Asks for this address as a part and as JSON, so that both lie in the browser's cache if anything lets them. */
const askOtherwise = () =>
  page.evaluate(`Promise.all([
    fetch(location.href, { headers: { 'HX-Request': 'true', 'HX-Request-Type': 'partial' } }),
    fetch(location.href, { headers: { Accept: 'application/json' } }),
  ]).then((answers) => Promise.all(answers.map((answer) => answer.text())))
    .then((texts) => texts.map((text) => (text.startsWith('{') ? 'json' : text.includes('<html') ? 'page' : 'part')))`);

const seen = () =>
  page.evaluate('[document.contentType, document.compatMode, document.querySelectorAll("a.skip").length]');
const wholePage = ['text/html', 'CSS1Compat', 1];

describe('back and forward', () => {
  it('show whole pages where links were swapped', async () => {
    await signIn();
    await page.click('#swapped');
    await reads(page, 'main', 'the first text');
    await page.goto(`${tool.address}/samples`);
    await page.goBack();
    await reads(page, 'main', 'the first text');
    expect(await seen()).toEqual(wholePage);
    await page.goBack();
    await reads(page, 'h1', 'Workspace');
    expect(await seen()).toEqual(wholePage);
    await page.goForward();
    await reads(page, 'main', 'the first text');
    expect(await seen()).toEqual(wholePage);
  });

  it.each([
    { which: 'private', path: '/samples', who: signIn },
    { which: 'public', path: '/auth/login', who: async () => undefined },
  ])('show whole pages where the same $which address was asked for as a part and as JSON', async ({ path, who }) => {
    await who();
    await page.goto(tool.address + path);
    expect(await askOtherwise()).toEqual(['part', 'json']);
    await page.goto(`${tool.address}/api/docs`);
    await page.goBack();
    expect(page.url()).toBe(tool.address + path);
    expect(await seen()).toEqual(wholePage);
    await page.goForward();
    await page.goBack();
    expect(await seen()).toEqual(wholePage);
  });
});

describe('signing out', () => {
  it('leaves nothing of the session, on the way back neither', async () => {
    await signIn();
    await page.click('header.site-bar summary');
    await page.click('header.site-bar form button');
    await page.waitForSelector('#password');
    expect(await page.context().cookies()).toEqual([]);
    await page.goBack();
    await page.waitForSelector('#password');
  });
});
