import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually, root, scopeIn } from '../support/app.ts';
import { aProblem } from '../support/problem-factories.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { watchedPage, type WatchedPage } from '../support/watch-page.ts';
import { frameWith } from './frame-with.ts';
import { openLaunchedTool, type LaunchedTool } from './open-launched-tool.ts';
import { openProfile, type CookieMode, type Profile } from './open-profile.ts';

const folder = temporaryFolder();
const pictures = path.join(root, '.data/screenshots');
let tool: LaunchedTool;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  tool = await openLaunchedTool();
  const scope = await scopeIn(tool.app, tool.organizationId);
  for (const title of ['Sums', 'Loops']) await aProblem(scope, { title });
  await aProblem(scope, { title: 'Shortest path', difficulty: 'expert', category: 'graphs' });
}, 120_000);
afterAll(() => tool.close());

let profile: Profile;
let watched: WatchedPage;
let page: Page;

const open = async (mode: CookieMode) => {
  profile = await openProfile(folder, mode);
  watched = await watchedPage(profile.context);
  ({ page } = watched);
};
const close = async () => {
  try {
    await watched.close();
  } finally {
    await profile.close();
  }
};

describe.each([
  { mode: 'allowed', flavour: 'moodle' },
  { mode: 'blocked', flavour: 'moodle' },
  { mode: 'none', flavour: 'canvas' },
] as const)('the picker in a frame of an LMS like $flavour, third-party cookies $mode', ({ mode, flavour }) => {
  beforeAll(() => open(mode));
  afterAll(close);

  it('finds, previews and takes several problems into one activity with its column and dates [B-03][B-04]', async () => {
    const lms = tool.platforms[flavour];
    const before = lms.choiceAnswers.length;
    await page.goto(lms.address + lms.choosePath(lms.courses.programming, lms.tools[0]!, lms.people.teacher));
    const frame = await frameWith(page, tool.address, 'h1:has-text("Choose problems for your course")');
    await frame.selectOption('[name=difficulty]', 'expert');
    await frame.click('form[role=search] button');
    await frame.waitForSelector('li:has-text("Loops")', { state: 'detached' });
    expect(await frame.locator('li:has-text("Shortest path")').count()).toBe(1);
    await frame.click('a:has-text("Preview")');
    await frame.waitForSelector('text=Read two numbers');
    await frame.click('button:has-text("Choose")');
    await frame.waitForSelector('#chosen-title:has-text("1 chosen")');
    await frame.click('li:has-text("Sums") button:has-text("Choose")');
    await frame.waitForSelector('#chosen-title:has-text("2 chosen")');
    await frame.click('button[aria-label="Move Sums up"]');
    await frame.waitForSelector('[aria-labelledby=chosen-title] li:first-child:has-text("Sums")');
    await page.screenshot({ path: path.join(pictures, `picker-${flavour}-${mode}.png`) });
    await frame.click('a:has-text("Titles, points, dates")');
    await frame.waitForSelector('[name="links.0.title"]');
    const together = frame.locator('.tabs a:has-text("One assignment with all")');
    if (await together.count()) await together.click();
    await frame.waitForSelector('[name="links.0.problems.1.points"]');
    await frame.fill('[name="links.0.title"]', 'Week 3');
    await frame.fill('[name="links.0.problems.0.points"]', '30');
    await frame.fill('[name="links.0.dueAt"]', '2030-03-30T23:59');
    await frame.fill('[name="links.0.releaseAt"]', '2030-04-30T23:59');
    await frame.click('button:has-text("Add to the course")');
    await frame.waitForSelector('.error:has-text("It would be due before it opens")');
    expect(await frame.inputValue('[name="links.0.title"]')).toBe('Week 3');
    await frame.fill('[name="links.0.releaseAt"]', '2020-03-01T08:00');
    await frame.click('button:has-text("Add to the course")');
    await eventually(async () => lms.choiceAnswers.length > before, 20);
    const { problems, items } = lms.choiceAnswers.at(-1)!;
    expect(problems).toEqual([]);
    expect(items).toMatchObject([
      { title: 'Week 3', lineItem: { scoreMaximum: 130 }, submission: { endDateTime: expect.any(String) } },
    ]);
    const activity = lms.activities.find(({ title }) => title === 'Week 3')!;
    await page.goto(lms.address + lms.activityPath(activity, lms.people.sam));
    await frameWith(page, tool.address, '#main:has-text("Sums")');
    await watched.check();
  }, 120_000);
});
