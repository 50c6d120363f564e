import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually, root } from '../support/app.ts';
import { anAssignment } from '../support/assignment-factories.ts';
import { enroll } from '../support/course-factories.ts';
import { accessibilityProblems, clipped, overflowing, take } from './look-at-page.ts';
import { editorReady, openWorkspaces, textOf, type Workspaces } from './open-workspace.ts';
import { writeCode } from './write-code.ts';

const pictures = path.join(root, '.data/screenshots');
let workspaces: Workspaces;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  workspaces = await openWorkspaces();
}, 180_000);
afterAll(() => workspaces?.close());

/** A new assignment, somebody who teaches it, and a student at its page. */
async function aClass() {
  const { scope, address } = workspaces;
  const assignment = await anAssignment(scope, { text: 'Week 6: Sums' });
  const [student, teacher] = [await workspaces.aSolver(), await workspaces.aSolver()];
  for (const { user } of [student, teacher]) await enroll(scope, assignment.courseId, user.id);
  await scope.transaction(({ em }) =>
    em.execute(`update enrollment set role = 'instructor' where user_id = ?`, [teacher.user.id]),
  );
  const requests = () =>
    scope.transaction(({ em }) =>
      em.execute<{ number: number }[]>('select number from hint_request where assignment_id = ?', [assignment.id]),
    );
  const path = `${address}/assignments/${assignment.id}`;
  return { student, teacher, path, requests };
}

const shows = (page: Page, words: string) =>
  eventually(async () => (await page.innerText('#hints')).includes(words), 120).catch(async () => {
    throw new Error(`The hints show no ${words}, but: ${await page.innerText('#hints')}`);
  });

const ask = async (page: Page, { clicks = 1 } = {}) => {
  await page.click('#hints summary:has-text("−10")');
  await page.click('#hints button:has-text("10 points")', { clickCount: clicks });
};

async function looks(page: Page, state: string, part: string) {
  for (const width of [360, 1280] as const) {
    await take(page, { width, theme: 'light' });
    if (width === 360 && part === '#hints') await page.click('.workspace-views label:has(#view-task)');
    await page.locator(part).scrollIntoViewIfNeeded();
    await page.screenshot({ path: path.join(pictures, `hints-${state}-${width}.png`), fullPage: width === 360 });
    expect([...(await accessibilityProblems(page)), ...(await overflowing(page)), ...(await clipped(page))]).toEqual(
      [],
    );
  }
}

/** As the form of those who teach is filled in: three hints for each problem, each for a tenth of its points. */
async function offer(page: Page, address: string) {
  await page.goto(address);
  await page.selectOption('[name=hints]', '3');
  await page.fill('[name=percent]', '10');
  await page.click('main form button.primary');
  await page.waitForSelector('text=The rules for hints are saved.');
}

describe('hints in the workspace', () => {
  it('say their price first, come without leaving the page, keep the code, and are there again after a reload [H2-01]', async () => {
    const { student, teacher, path: address, requests } = await aClass();
    const { page, watched } = student;
    await offer(teacher.page, `${address}/hints`);
    await page.goto(address);
    await editorReady(watched);
    const code = 'numbers = input().split()\nprint(numbers)\n';
    await writeCode(page.mainFrame(), code);
    await page.click('#hints summary:has-text("−10")');
    await shows(page, 'This hint takes 10 points off your grade');
    await looks(page, 'price', '#hints');
    await page.click('#hints button:has-text("10 points")', { clickCount: 2 });
    await shows(page, 'Read a line.');
    expect(await requests()).toEqual([{ number: 1 }]);
    expect(await textOf(page)).toBe(code);
    await ask(page);
    await shows(page, 'Split it.');
    await ask(page);
    await shows(page, 'You have had all hints');
    await page.click('#hints a[data-line]');
    await shows(page, 'main.py, line 1');
    expect(await textOf(page)).toBe(code);
    await page.reload();
    await editorReady(watched);
    await shows(page, 'It takes 10 points.');
    await page.click('#hints summary:has-text("Hint 1")');
    await shows(page, 'Read a line.');
    await looks(page, 'all', '#hints');
    await teacher.page.reload();
    expect(await teacher.page.innerText('main')).toContain('Hint 3: a place in your code');
    await looks(teacher.page, 'log', 'h1');
    await teacher.watched.close();
    await watched.close();
  }, 300_000);
});
