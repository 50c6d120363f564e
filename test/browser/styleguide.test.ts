import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { App } from '#src/app.ts';
import { openTestApp, root } from '../support/app.ts';
import { openBrowser, type Browser } from '../support/browser.ts';
import { watchedPage, type WatchedPage } from '../support/watch-page.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = path.join(root, '.data/screenshots');

let app: App;
let browser: Browser;
let address: string;
const open: WatchedPage[] = [];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [app, browser] = await Promise.all([openTestApp(), openBrowser()]);
  address = `http://127.0.0.1:${(await app.serve({ port: 0, host: '127.0.0.1' })).port}/styleguide`;
});
afterEach(async () => {
  for (const watched of open.splice(0)) {
    await watched.check();
    await watched.page.context().close();
  }
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

async function visit(query: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(8_000);
  const watched = await watchedPage(context);
  open.push(watched);
  await watched.page.goto(`${address}?${query}`);
  return watched.page;
}

const sizes = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 860 } };

/** What an accessibility checker finds, as one line each. */
async function violations(page: Page) {
  await page.evaluate(axe);
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' ' + target + ' ' + failureSummary)))`);
}

describe('every part in every state', () => {
  it.each([
    { theme: 'light', query: 'theme=light' },
    { theme: 'dark', query: 'theme=dark&locale=de' },
    { theme: 'high contrast', query: 'theme=dark&contrast=more' },
    { theme: "an organization's hue", query: 'theme=light&hue=110' },
  ])(
    'has no violation of WCAG 2.2 AA in $theme, on a phone and on a desk [S-01][S-03][S-04]',
    async ({ theme, query }) => {
      for (const [name, viewport] of Object.entries(sizes)) {
        const page = await visit(query, { viewport });
        await page.screenshot({
          path: path.join(pictures, `${theme.replaceAll(/\W+/g, '-')}-${name}.png`),
          fullPage: true,
        });
        expect(await violations(page)).toEqual([]);
      }
    },
    60_000,
  );

  it.each(['site', 'door', 'frame'])(
    'fits into 320 px without scrolling sideways in the layout %s [S-07]',
    async (layout) => {
      for (const locale of ['en', 'de']) {
        const page = await visit(`layout=${layout}&locale=${locale}`, { viewport: { width: 320, height: 600 } });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
      }
    },
    30_000,
  );

  it('can be read in texts twice as large [S-04]', async () => {
    const page = await visit('locale=de', { viewport: { width: 640, height: 800 } });
    await page.evaluate(`(() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('html { font-size: 200% }');
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; })()`);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(640);
  });

  it('leaves every wait as a skeleton whose place is kept [S-09]', async () => {
    const page = await visit('');
    const skeleton = page.locator('.skeleton');
    expect(await skeleton.getAttribute('aria-label')).toBe('Loading');
    expect((await skeleton.boundingBox())!.height).toBeGreaterThan(30);
    expect(await page.title()).toBe('Parts of the pages · Assay');
    expect(await page.locator('meta[property="og:title"]').getAttribute('content')).toBe('Parts of the pages · Assay');
  });
});

const focused = (page: Page) => page.evaluate('document.activeElement.textContent.trim() || document.activeElement.id');

describe('by keyboard alone [S-02]', () => {
  it('a dialog opens, holds the focus, closes by Escape, and gives the focus back', async () => {
    const page = await visit('');
    const opener = page.getByRole('button', { name: 'Start again', exact: true }).first();
    await opener.focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('#start-again[open]');
    expect(await page.evaluate("document.getElementById('start-again').contains(document.activeElement)")).toBe(true);
    await page.keyboard.press('Escape');
    await page.waitForSelector('#start-again', { state: 'hidden' });
    expect(await focused(page)).toBe('Start again');
  });

  it('a menu opens, and closes by Escape onto its button, or when focus goes on', async () => {
    const page = await visit('');
    const menu = page.locator('main details.menu');
    await menu.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await menu.getAttribute('open')).not.toBeNull();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    expect(await menu.getAttribute('open')).toBeNull();
    expect(await focused(page)).toBe('Attempt 3');
    await page.keyboard.press('Enter');
    for (let steps = 0; steps < 4; steps++) await page.keyboard.press('Tab');
    expect(await menu.getAttribute('open')).toBeNull();
  });

  it('tabs are links, one of which is the present one', async () => {
    const page = await visit('');
    await page.locator('.tabs a').first().focus();
    expect(await focused(page)).toBe('Statement');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Tests');
    expect(await page.locator('.tabs a[aria-current="page"]').count()).toBe(1);
  });

  it('the palette finds a page by some letters of its name, and Enter goes there', async () => {
    const page = await visit('');
    await page.locator('.tabs a').first().focus();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('job');
    expect(await page.locator('#palette [role="option"]').allInnerTexts()).toEqual([expect.stringContaining('Jobs')]);
    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe('Statement');
    await page.keyboard.press('Control+k');
    await page.keyboard.press('ArrowDown');
    await Promise.all([page.waitForURL('**/admin/jobs**'), page.keyboard.press('Enter')]).catch(() => undefined);
    expect(page.url()).not.toContain('/styleguide');
  });

  it('a question mark lists the keys, but not while something is written, nor where single keys are switched off', async () => {
    const page = await visit('');
    await page.locator('#title').focus();
    await page.keyboard.press('?');
    expect(await page.locator('#keys').isVisible()).toBe(false);
    await page.locator('.tabs a').first().focus();
    await page.keyboard.press('?');
    expect(await page.locator('#keys').innerText()).toContain('Run samples');
    await page.keyboard.press('Escape');
    await page.evaluate("document.documentElement.dataset.shortcuts = 'off'");
    await page.keyboard.press('?');
    expect(await page.locator('#keys').isVisible()).toBe(false);
  });

  it('the first stop leads past the navigation to the content', async () => {
    const page = await visit('');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
  });
});

it('shows a chosen theme at once', async () => {
  const page = await visit('theme=light');
  const background = () => page.evaluate('getComputedStyle(document.body.parentElement).backgroundColor');
  const light = await background();
  await page.selectOption('#theme', 'dark');
  expect(await background()).not.toBe(light);
});

it('navigates without script', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: sizes.phone });
  const page = await context.newPage();
  await page.goto(address);
  expect(await page.locator('nav.side').isVisible()).toBe(false);
  await page.locator('.nav-fold summary').click();
  expect(await page.locator('nav.side').isVisible()).toBe(true);
  expect(await page.locator('[data-open-palette]').isVisible()).toBe(false);
  await context.close();
});
