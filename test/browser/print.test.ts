import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually } from '../support/app.ts';
import { editorReady, openWorkspaces, type Workspaces } from './open-workspace.ts';

let workspaces: Workspaces;
let solver: Awaited<ReturnType<Workspaces['aSolver']>>;
beforeAll(async () => {
  workspaces = await openWorkspaces();
  solver = await workspaces.aSolver();
  await editorReady(solver.watched);
  await solver.page.click('.cm-content');
  await solver.page.keyboard.press('Control+End');
  await solver.page.keyboard.insertText('print(sum(numbers))');
  await solver.page.click('[data-act=submit]');
  await shows(solver.page, '#results', '2 of 2');
  await shows(solver.page, '#results', 'Review');
}, 300_000);
afterAll(async () => {
  await solver?.watched.close();
  await workspaces?.close();
});

const shows = (page: Page, selector: string, words: string) =>
  eventually(async () => (await page.innerText(selector)).includes(words), 120).catch(async () => {
    throw new Error(`${selector} shows no ${words}, but: ${await page.innerText(selector)}`);
  });

/** Which of these are on paper. */
async function printed({ page }: { readonly page: Page }, selectors: readonly string[]) {
  await page.emulateMedia({ media: 'print' });
  const found: string[] = [];
  for (const selector of selectors)
    if ((await page.locator(`${selector} >> visible=true`).count()) > 0) found.push(selector);
  await page.emulateMedia({ media: 'screen' });
  return found;
}

const screenOnly = ['.site-bar', '.workspace-views', '.splitter', '.toolbar', '#workspace-guide', 'form'];

describe('on paper, or kept as a file', () => {
  it('a workspace is its task with all samples, the results and the review, whole and without what is for the screen [S-08]', async () => {
    const wanted = ['.task .prose', '.sample-part', '#results .tests', '#results .card', '#results details .body'];
    expect(await printed(solver, [...wanted, ...screenOnly])).toEqual(wanted);
    await solver.page.emulateMedia({ media: 'print' });
    const cut = `[...document.querySelectorAll('.pane.task, .pane.results')].filter((pane) => pane.scrollHeight > pane.clientHeight + 1).length`;
    expect(await solver.page.evaluate(cut)).toBe(0);
    await solver.page.emulateMedia({ media: 'screen' });
  }, 60_000);

  it('a problem is its statement, and a submission what came of it, with all that is folded on the screen [S-08]', async () => {
    const { page } = solver;
    await page.goto(`${workspaces.address}/problems/${workspaces.problem.id}`);
    expect(await printed(solver, ['article .prose', ...screenOnly])).toEqual(['article .prose']);
    await page.click('a[href^="/submissions/"]');
    await page.waitForSelector('.tests');
    const wanted = ['.tests', '.tests details .body', '#main .card'];
    expect(await printed(solver, [...wanted, ...screenOnly])).toEqual(wanted);
  }, 60_000);
});
