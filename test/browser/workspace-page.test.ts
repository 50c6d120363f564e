import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually, root } from '../support/app.ts';
import { until } from '../support/until.ts';
import { accessibilityProblems, clipped, overflowing, take } from './look-at-page.ts';
import { watchedPage } from '../support/watch-page.ts';
import { editorReady, isSaved, openWorkspaces, textOf, type Workspaces } from './open-workspace.ts';

const pictures = path.join(root, '.data/screenshots');
let workspaces: Workspaces;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  workspaces = await openWorkspaces();
}, 120_000);
afterAll(() => workspaces?.close());

const results = (page: Page, expression: string) =>
  eventually(
    () => page.evaluate<boolean>(`((results) => ${expression})(document.querySelector('#results'))`).catch(() => false),
    100,
  );
const tabTo = async (page: Page, selector: string) => {
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
  }
  throw new Error(`Tab never reached ${selector}`);
};

describe('the workspace', () => {
  it('is used by the keyboard alone: write, run, see the line that failed, submit [F3-02][F3-03][F3-04]', async () => {
    const solver = await workspaces.aSolver();
    const { page } = solver;
    await editorReady(solver.watched);
    await tabTo(page, '.cm-content');
    await page.keyboard.press('Control+End');
    await page.keyboard.type('raise IndexError("it is empty")');
    await page.keyboard.press('Control+s');
    await isSaved(page);
    await page.keyboard.press('Control+Enter');
    await results(page, `results.querySelector('.tests') !== null`);
    await until(page, `document.querySelector('.cm-banner.remark') !== null`);
    expect(await page.innerText('.marked-lines')).toContain('IndexError');
    await page.keyboard.press('Escape');
    await tabTo(page, '.marked-lines a');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(`document.activeElement.matches('.cm-content')`)).toBe(true);
    await page.keyboard.press('Shift+End');
    await page.keyboard.type('print(sum(numbers))');
    expect(await page.evaluate(`document.querySelector('.cm-banner.remark')`)).toBeNull();
    await page.keyboard.press('Control+Shift+Enter');
    await results(page, `results.textContent.includes('4 of 4')`);
    expect(await textOf(page)).toMatch(/# yours\nprint\(sum\(numbers\)\)$/);
    expect(page.url()).toContain('/solve');
    await page.screenshot({ path: path.join(pictures, 'workspace-judged.png'), fullPage: true });
    await solver.watched.close();
  }, 300_000);

  it('has panes whose sizes the arrow keys change, and remembers them [F3-06]', async () => {
    const solver = await workspaces.aSolver();
    const { page } = solver;
    await editorReady(solver.watched);
    const width = () => page.evaluate<number>(`document.querySelector('.pane.task').offsetWidth`);
    const before = await width();
    await page.focus('[role=separator][aria-orientation=vertical]');
    for (let times = 0; times < 5; times += 1) await page.keyboard.press('ArrowRight');
    const after = await width();
    expect(after).toBeGreaterThan(before + 80);
    await page.reload();
    await until(page, `document.querySelector('.workspace[data-ready]') !== null`);
    expect(await width()).toBe(after);
    expect(await page.getAttribute('[role=separator][aria-orientation=vertical]', 'aria-valuenow')).toBe('50');
    await solver.watched.close();
  }, 120_000);

  it('is read, typed in and handed in where no script runs [F3-04]', async () => {
    const solver = await workspaces.aSolver({ javaScriptEnabled: false });
    const { page } = solver;
    await page.fill('#source-0', 'import sys\n\nnumbers = map(int, sys.stdin.read().split())\nprint(sum(numbers))\n');
    await page.selectOption('#language', 'javascript');
    await page.click('button:has-text("Go on in this language")');
    expect(await page.inputValue('#source-0')).toBe('// yours\n');
    await page.selectOption('#language', 'python');
    await page.click('button:has-text("Go on in this language")');
    expect(await page.inputValue('#source-0')).toContain('print(sum(numbers))');
    await page.click('button.primary');
    await page.waitForURL('**/submissions/*');
    await page.context().close();
  }, 120_000);

  it('shows one part at a time on a phone, and pleases a checker of accessibility in every theme [F3-06][F3-07]', async () => {
    const solver = await workspaces.aSolver();
    const { page } = solver;
    await editorReady(solver.watched);
    for (const theme of ['light', 'dark', 'contrast'] as const)
      for (const width of [360, 1280] as const) {
        await take(page, { width, theme });
        for (const part of width === 360 ? ['task', 'code', 'results'] : ['task']) {
          if (width === 360) await page.click(`.workspace-views label:has(#view-${part})`);
          await page.screenshot({ path: path.join(pictures, `workspace-${width}-${theme}-${part}.png`) });
          expect([
            ...(await accessibilityProblems(page)),
            ...(await overflowing(page)),
            ...(await clipped(page)),
          ]).toEqual([]);
        }
      }
    await solver.watched.close();
  }, 240_000);

  it('tells a verdict that comes while one looks elsewhere, and no other [F1-20]', async () => {
    const solver = await workspaces.aSolver({ viewport: { width: 360, height: 740 } });
    const { page } = solver;
    await editorReady(solver.watched);
    await page.click('.workspace-views label:has(#view-code)');
    await page.click('.cm-content');
    await page.keyboard.press('Control+End');
    const handIn = async (code: string, verdict: string, view: string) => {
      await page.keyboard.type(code);
      await page.keyboard.press('Control+Shift+Enter');
      await page.waitForSelector('#results [data-verdict]:not([data-final])', { state: 'attached' });
      await page.click(`.workspace-views label:has(#view-${view})`);
      await results(page, `results.querySelector('[data-final=${verdict}]') !== null`);
    };
    // On a busy machine the click elsewhere takes longer than a short program.
    await handIn('import time; time.sleep(2); print(0);', 'failed', 'task');
    await until(page, `document.querySelector('#toasts').textContent.includes('did not pass all tests')`);
    await page.screenshot({ path: path.join(pictures, 'workspace-360-toast.png') });
    await page.click('#toasts [data-dismiss]');
    await page.click('.workspace-views label:has(#view-code)');
    await page.click('.cm-content');
    await handIn('print(1);', 'failed', 'results');
    expect(await page.innerText('#toasts')).toBe('');
    await solver.watched.close();
  }, 240_000);

  it('comes with its editor in less than 250 kB', async () => {
    const solver = await workspaces.aSolver();
    const fresh = await workspaces.browser.newContext({ storageState: await solver.context.storageState() });
    const watched = await watchedPage(fresh);
    const { page } = watched;
    const devtools = await fresh.newCDPSession(page);
    let bytes = 0;
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => void (bytes += encodedDataLength));
    await devtools.send('Network.enable');
    await page.goto(workspaces.address + workspaces.path);
    await editorReady({ page });
    await page.waitForLoadState('networkidle');
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThan(250_000);
    await watched.close();
    await fresh.close();
    await solver.watched.close();
  }, 120_000);
});
