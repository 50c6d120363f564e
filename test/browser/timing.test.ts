import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { giveExtension } from '../../plugins/assignments/extensions/give-extension.ts';
import type { Page } from 'playwright-core';
import { eventually, root } from '../support/app.ts';
import { anAssignment } from '../support/assignment-factories.ts';
import { enroll } from '../support/course-factories.ts';
import { accessibilityProblems, clipped, overflowing, take } from './look-at-page.ts';
import { editorReady, openWorkspaces, type Workspaces } from './open-workspace.ts';

const pictures = path.join(root, '.data/screenshots');
let workspaces: Workspaces;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  workspaces = await openWorkspaces();
}, 180_000);
afterAll(() => workspaces?.close());

/** A student before an assignment with a time limit, at its page. */
async function aStudent() {
  const { scope, address } = workspaces;
  const assignment = await anAssignment(scope, { text: 'Midterm', minutes: 45, attempts: 3 });
  const solver = await workspaces.aSolver();
  await enroll(scope, assignment.courseId, solver.user.id);
  const place = `${address}/assignments/${assignment.id}`;
  await solver.page.goto(place);
  const leave = (seconds: number) =>
    scope.transaction(({ em }) =>
      em.execute('update assignment_start set started_at = ? where assignment_id = ?', [
        new Date(Date.now() - 45 * 60_000 + seconds * 1_000),
        assignment.id,
      ]),
    );
  const look = async (name: string) => {
    for (const width of [360, 1280] as const) {
      await take(solver.page, { width, theme: 'light' });
      await solver.page.screenshot({ path: path.join(pictures, `timing-${name}-${width}.png`), fullPage: true });
      const found = [accessibilityProblems(solver.page), overflowing(solver.page), clipped(solver.page)];
      expect((await Promise.all(found)).flat()).toEqual([]);
      // Where one pane is seen at a time, the buttons are on another.
      if (width === 1280) expect(await isSaid(solver.page)).toBe(name === 'over');
    }
  };
  return { ...solver, assignment, place, leave, look };
}

/** Longer than the clock runs that a test has set. */
const until = (page: Page, expression: string) =>
  eventually(() => page.evaluate<boolean>(expression).catch(() => false), 60);
/** Whether it is said beside the buttons that the time is over. */
const isSaid = (page: Page) =>
  page.evaluate<boolean>(`document.querySelector('.when-over')?.checkVisibility() ?? false`);
const canSubmit = `document.querySelector('button[data-act=submit]')?.hidden === false`;
const clockSays = (words: RegExp) => `${String(words)}.test(document.querySelector('.clock-left')?.textContent)`;

describe('the clock of a time limit', () => {
  it('is started by who reads what happens, goes on after a reload, and ends the page with words [D2-07]', async () => {
    const { page, watched, place, leave, look } = await aStudent();
    await look('start');
    await page.click('text=Start the time');
    await editorReady(watched);
    await until(page, clockSays(/4[45]:\d\d/));
    await look('running');
    await leave(330);
    await page.reload();
    await until(page, clockSays(/5:[0-3]\d/));
    await until(page, `document.querySelector('.clock-said').textContent.includes('5 minutes left')`);
    await leave(20);
    await page.goto(place);
    await until(page, `document.querySelector('.clock-said').textContent.includes('nothing more is taken')`);
    await until(page, `document.querySelector('button[data-act=submit]').hidden`);
    await look('over');
    await watched.close();
  }, 180_000);

  it('is lengthened on the page by an extension that is given while it runs, and after it has ended [E-05]', async () => {
    const { page, watched, assignment, leave, place, user } = await aStudent();
    await page.click('text=Start the time');
    await editorReady(watched);
    await leave(20);
    await page.goto(place);
    await until(page, `document.querySelector('button[data-act=submit]').hidden`);
    const given = { dueAt: null, lateUntil: null, extraAttempts: 0, extraMinutes: 10, reason: 'fire alarm' };
    await giveExtension(workspaces.scope, { ...given, assignmentId: assignment.id, userId: user.id, groupId: null });
    await until(page, clockSays(/9:\d\d/));
    await until(page, canSubmit);
    await watched.close();
  }, 180_000);
});
