import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { root } from '../support/app.ts';
import { until } from '../support/until.ts';
import {
  editorReady,
  endSessions,
  isSaved,
  openWorkspaces,
  signIn,
  textOf,
  type Workspaces,
} from './open-workspace.ts';

const pictures = path.join(root, '.data/screenshots');
let workspaces: Workspaces;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  workspaces = await openWorkspaces();
}, 120_000);
afterAll(() => workspaces?.close());

const editor = '.file:not([hidden]) .cm-content';
const typeAtEnd = async (page: Page, text: string) => {
  await page.click(editor);
  await page.keyboard.press('Control+End');
  await page.keyboard.type(text);
};
const says = (page: Page, words: string) =>
  until(page, `document.querySelector('.workspace-said').textContent.includes(${JSON.stringify(words)})`);
const draftIs = (page: Page, words: string) =>
  until(page, `document.querySelector('.draft-now').textContent.includes(${JSON.stringify(words)})`);

describe('the editor', () => {
  it('saves what is typed by itself, and brings it back after a reload [F3-01][F3-05]', async () => {
    const solver = await workspaces.aSolver();
    await editorReady(solver.watched);
    await typeAtEnd(solver.page, 'print(sum(numbers))');
    await isSaved(solver.page);
    expect(await textOf(solver.page)).toMatch(/# yours\nprint\(sum\(numbers\)\)$/);
    await solver.page.reload();
    await editorReady(solver.watched);
    expect(await textOf(solver.page)).toMatch(/print\(sum\(numbers\)\)$/);
    expect(await solver.page.innerText(editor)).toContain('print(sum(numbers))');
    await solver.watched.close();
  }, 60_000);

  it('goes on where somebody types before it is there, and saves that, too', async () => {
    const solver = await workspaces.aSolver();
    const { page } = solver;
    await editorReady(solver.watched);
    const late = Promise.withResolvers<void>();
    await page.route(/\/assets\/.*\.m?js/, async (route) => {
      await late.promise;
      await route.continue();
    });
    await page.reload({ waitUntil: 'commit' });
    await page.focus('textarea.source');
    await page.keyboard.press('Control+End');
    await page.keyboard.type('print(early)');
    await page.keyboard.press('ArrowLeft');
    late.resolve();
    await editorReady(solver.watched);
    await isSaved(page);
    await page.keyboard.type(' + late');
    await until(page, `document.querySelector('.cm-content').textContent.includes('print(early + late)')`);
    expect(await textOf(page)).toMatch(/# yours\nprint\(early \+ late\)$/);
    await solver.watched.close();
  }, 60_000);

  it('keeps the given lines as they are, and says so', async () => {
    const solver = await workspaces.aSolver();
    const { page } = solver;
    await editorReady(solver.watched);
    const before = await textOf(page);
    await page.click(editor);
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('x');
    await says(page, 'cannot be changed');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    expect(await textOf(page)).toBe(before);
    await typeAtEnd(page, 'mine');
    expect(await textOf(page)).toBe(`${before}mine`);
    await solver.watched.close();
  }, 60_000);

  it('has code of its own for each language, and tabs for several files [F3-04]', async () => {
    const solver = await workspaces.aSolver();
    const { page } = solver;
    await editorReady(solver.watched);
    await typeAtEnd(page, '# in Python');
    await page.selectOption('#language', 'cpp');
    await until(page, `document.querySelector('form.work').dataset.language === 'cpp'`);
    await until(page, `document.querySelectorAll('.cm-editor').length === 2`);
    expect(await textOf(page, 1)).toBe('// yours\n');
    await page.click('[role=tab]:nth-child(2)');
    await typeAtEnd(page, '// in C++');
    await page.selectOption('#language', 'python');
    await until(page, `document.querySelector('form.work').dataset.language === 'python'`);
    expect(await textOf(page)).toMatch(/# in Python$/);
    await page.selectOption('#language', 'cpp');
    await until(page, `document.querySelector('form.work').dataset.language === 'cpp'`);
    expect(await textOf(page, 1)).toBe('// yours\n// in C++');
    await solver.watched.close();
  }, 60_000);

  it('keeps to the policy of its page where a browser has given an element a style: a text area made larger', async () => {
    const solver = await workspaces.aSolver();
    const { page } = solver;
    await editorReady(solver.watched);
    // As the handle in its corner does it.
    await page.evaluate(`document.getElementById('stdin').style.height = '9rem'`);
    await page.selectOption('#language', 'cpp');
    await until(page, `document.querySelector('form.work').dataset.language === 'cpp'`);
    await until(page, `document.querySelectorAll('.cm-editor').length === 2`);
    await solver.watched.close();
  }, 60_000);

  it('is left by Escape and Tab, and gives way to a text area for good', async () => {
    const solver = await workspaces.aSolver();
    const { page } = solver;
    await editorReady(solver.watched);
    await page.click(editor);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(`document.activeElement.closest('.cm-editor') !== null`)).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(`document.activeElement.closest('.cm-editor') === null`)).toBe(true);
    await page.click('.workspace .menu > summary');
    await page.click('[data-plain-choice]');
    await until(page, `document.querySelectorAll('.cm-editor').length === 0`);
    await page.reload();
    await until(page, `document.querySelector('form.work[data-ready]') !== null`);
    expect(await page.isVisible('.file textarea')).toBe(true);
    await solver.watched.close();
  }, 60_000);
});

describe('a draft', () => {
  it('of two pages is never merged: both texts are shown, and one is chosen [F3-05]', async () => {
    const solver = await workspaces.aSolver();
    const second = await solver.open();
    await Promise.all([editorReady(solver.watched), editorReady(second)]);
    await typeAtEnd(solver.page, 'from the first');
    await isSaved(solver.page);
    await typeAtEnd(second.page, 'from the second');
    await until(second.page, `document.querySelector('.draft-conflict dialog[open]') !== null`);
    expect(await second.page.innerText('.draft-conflict dialog')).toContain('from the first');
    await second.page.screenshot({ path: path.join(pictures, 'workspace-conflict.png') });
    await second.page.click('[data-choice=mine]');
    await isSaved(second.page);
    await typeAtEnd(solver.page, ', again');
    await until(solver.page, `document.querySelector('.draft-conflict dialog[open]') !== null`);
    await solver.page.click('[data-choice=theirs]');
    expect(await textOf(solver.page)).toMatch(/from the second$/);
    await solver.page.click(editor);
    await solver.page.keyboard.press('Control+z');
    expect(await textOf(solver.page)).toMatch(/from the first, again$/);
    await second.close();
    await solver.watched.close();
  }, 60_000);

  it('outlives its session: page and code stay, and it is saved when the person is back [F3-05]', async () => {
    const solver = await workspaces.aSolver();
    const { page } = solver;
    await editorReady(solver.watched);
    await endSessions(workspaces.scope, solver.user.id);
    await typeAtEnd(page, 'typed after the end');
    await draftIs(page, 'Your session is over');
    expect(page.url()).toContain('/solve');
    expect(await textOf(page)).toMatch(/typed after the end$/);
    await page.screenshot({ path: path.join(pictures, 'workspace-session-over.png') });
    const [beside] = await Promise.all([solver.context.waitForEvent('page'), page.click('.draft-now a')]);
    await beside.waitForURL('**/auth/login**');
    await signIn(
      beside,
      `${workspaces.address}/o/${workspaces.scope.organization.slug}/auth/login?next=${encodeURIComponent(workspaces.path)}`,
      solver.email,
    );
    await beside.close();
    await page.evaluate(`window.dispatchEvent(new Event('focus'))`);
    await isSaved(page);
    await page.reload();
    expect(await textOf(page)).toMatch(/typed after the end$/);
    await solver.watched.close();
  }, 60_000);

  it('waits for the connection, and says so [F3-05]', async () => {
    const solver = await workspaces.aSolver();
    const { page } = solver;
    await editorReady(solver.watched);
    await solver.context.setOffline(true);
    await typeAtEnd(page, 'without a net');
    await draftIs(page, 'trying again');
    await solver.context.setOffline(false);
    await isSaved(page);
    await solver.watched.close();
  }, 60_000);

  it('gives way to the given code, and comes back by one press', async () => {
    const solver = await workspaces.aSolver();
    const { page } = solver;
    await editorReady(solver.watched);
    const before = await textOf(page);
    await typeAtEnd(page, 'my work');
    await page.click('.workspace .menu > summary');
    await page.click('[data-restart]');
    expect(await textOf(page)).toBe(before);
    await page.click('[data-undo]');
    expect(await textOf(page)).toBe(`${before}my work`);
    await isSaved(page);
    await solver.watched.close();
  }, 60_000);
});
