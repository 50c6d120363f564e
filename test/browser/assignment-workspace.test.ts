import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually, root } from '../support/app.ts';
import { anAssignment } from '../support/assignment-factories.ts';
import { enroll } from '../support/course-factories.ts';
import { aProblem } from '../support/problem-factories.ts';
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

const day = 24 * 3_600_000;
const right = 'print(sum(map(int, input().split())))';

/** Somebody in the course of a new assignment, which is late by now and has two problems, at its page. */
async function aStudent() {
  const { scope, address } = workspaces;
  const now = Date.now();
  const rules = { dueAt: new Date(now - day / 2), lateUntil: new Date(now + day), latePercentPerDay: 10, attempts: 3 };
  const assignment = await anAssignment(scope, { text: 'Week 6: Sums', ...rules });
  const second = await aProblem(scope, { title: 'Three numbers' });
  await scope.transaction(({ em }) =>
    em.execute(
      `insert into assignment_problem (id, organization_id, assignment_id, problem_id, version_id, points, position)
        values (gen_random_uuid(), ?, ?, ?, ?, 50, 2)`,
      [scope.organization.id, assignment.id, second.id, second.versionId],
    ),
  );
  const solver = await workspaces.aSolver();
  await enroll(scope, assignment.courseId, solver.user.id);
  await solver.page.goto(`${address}/assignments/${assignment.id}`);
  await editorReady(solver.watched);
  const handedIn = async () => {
    const query = 'select count(*)::int as count from submission where place_id = ?';
    const [row] = await scope.transaction(({ em }) => em.execute<{ count: number }[]>(query, [assignment.id]));
    return row!.count;
  };
  return { ...solver, second, handedIn };
}

const shows = (page: Page, selector: string, words: string) =>
  eventually(async () => (await page.innerText(selector)).includes(words), 120).catch(async () => {
    throw new Error(`${selector} shows no ${words}, but: ${await page.innerText(selector)}`);
  });

describe('the workspace of an assignment', () => {
  it('says beside the button what handing in means, follows the verdict, and opens one problem at a time', async () => {
    const { page, watched, second } = await aStudent();
    await shows(page, '.terms', '3 attempts left of 3');
    await shows(page, '.terms', 'Late: 10 % of the points taken off');
    await writeCode(page.mainFrame(), right);
    await page.keyboard.press('Control+Shift+Enter');
    await shows(page, '#results', '2 of 2');
    await shows(page, '.terms', '2 attempts left of 3');
    await shows(page, '.assigned li:first-child', 'Passed');
    await shows(page, 'div[id^=attempts-]', '10 % taken off');
    await page.click(`.assigned a[href$="${second.id}"]`);
    await page.waitForURL(`**/${second.id}`);
    await editorReady(watched);
    expect(await page.innerText('.task-title')).toBe('Three numbers');
    await shows(page, '.terms', '3 attempts left of 3');
    await watched.close();
  }, 300_000);

  it('pleases the eye and a checker of accessibility, wide and narrow, light and dark', async () => {
    const { page, watched } = await aStudent();
    await page.keyboard.press('Control+Shift+Enter');
    for (const theme of ['light', 'dark'] as const)
      for (const width of [360, 1280] as const) {
        await take(page, { width, theme });
        for (const part of width === 360 ? ['task', 'code', 'results'] : ['all']) {
          if (width === 360) await page.click(`.workspace-views label:has(#view-${part})`);
          await page.screenshot({
            path: path.join(pictures, `assignment-${width}-${theme}-${part}.png`),
            fullPage: true,
          });
          expect([
            ...(await accessibilityProblems(page)),
            ...(await overflowing(page)),
            ...(await clipped(page)),
          ]).toEqual([]);
        }
      }
    await watched.close();
  }, 300_000);
});

describe('handing in', () => {
  it('is done once by a double click', async () => {
    const { page, watched, handedIn } = await aStudent();
    await writeCode(page.mainFrame(), right);
    // The second click comes when the first is answered already, and the button is ready again.
    const { x, y, width } = (await page.locator('[data-act=submit]').boundingBox())!;
    await page.mouse.move(x + width / 2, y + 8);
    for (const clickCount of [1, 2]) {
      await page.mouse.down({ clickCount });
      await page.mouse.up({ clickCount });
      await shows(page, '#results', '2 of 2');
    }
    expect(await handedIn()).toBe(1);
    await watched.close();
  }, 300_000);

  it('loses nothing when the connection is lost in the middle, says so, and goes on when it is back', async () => {
    const { page, watched, context, handedIn } = await aStudent();
    await writeCode(page.mainFrame(), right);
    // What is sent reaches the server, and its answer does not come back.
    await page.route('**/submissions', async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    });
    await page.click('[data-act=submit]');
    await shows(page, '#notices', 'There is no answer');
    expect(await textOf(page)).toBe(right);
    await page.unroute('**/submissions');
    await context.setOffline(true);
    await page.click('[data-act=submit]');
    await shows(page, '#notices', 'There is no answer');
    await context.setOffline(false);
    await page.click('[data-act=submit]');
    await shows(page, '#results', '2 of 2');
    expect(await textOf(page)).toBe(right);
    expect(await handedIn()).toBe(1);
    await watched.close();
  }, 300_000);

  it('of a megabyte, and of a character that no text holds, is refused in words, and the code stays [F1-03]', async () => {
    const { page, watched, handedIn } = await aStudent();
    const long = 'x'.repeat(1_000_000);
    await writeCode(page.mainFrame(), long);
    await page.click('[data-act=submit]');
    await shows(page, '#results', 'main.py has 1,000,000 characters; at most 10,000 are taken');
    await shows(page, '.draft-now', 'the code is too long');
    expect((await textOf(page)).length).toBe(long.length);
    await writeCode(page.mainFrame(), 'print("a\0b")');
    await page.click('[data-act=submit]');
    await shows(page, '#results', 'a character that cannot be stored');
    expect(await textOf(page)).toContain('print("a\0b")');
    expect(await handedIn()).toBe(0);
    await watched.close();
  }, 300_000);
});
