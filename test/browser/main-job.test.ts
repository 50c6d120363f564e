import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Frame } from 'playwright-core';
import { eventually, root, scopeIn } from '../support/app.ts';
import type { Activity, PracticeLms } from '../support/lms/index.ts';
import { aProblem } from '../support/problem-factories.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { watchedPage, type WatchedPage } from '../support/watch-page.ts';
import { addProblem } from './add-problem.ts';
import { frameWith } from './frame-with.ts';
import { openLaunchedTool, type LaunchedTool } from './open-launched-tool.ts';
import { openProfile, type Profile } from './open-profile.ts';
import { sumPrograms } from './sum-programs.ts';
import { chooseLanguage, writeCode } from './write-code.ts';

const folder = temporaryFolder();
const pictures = path.join(root, '.data/screenshots');
let tool: LaunchedTool;
let profile: Profile;
let watched: WatchedPage;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  tool = await openLaunchedTool({ EXECUTIONS_PER_MINUTE: '1000' });
  await tool.app.work();
  const scope = await scopeIn(tool.app, tool.organizationId);
  const languages = sumPrograms.map(({ language }) => ({ id: language, starter: [] }));
  await aProblem(scope, { title: 'Two sum', languages });
  profile = await openProfile(folder, 'blocked');
  // Programs are judged meanwhile.
  profile.context.setDefaultTimeout(60_000);
  watched = await watchedPage(profile.context);
}, 120_000);
afterAll(async () => {
  await watched?.close();
  await profile?.close();
  await tool?.close();
});

const picture = (name: string) => watched.page.screenshot({ path: path.join(pictures, `main-job-${name}.png`) });

/** The teacher lets the last submission count, so that each one changes the grade. */
async function countLast(lms: PracticeLms, activity: Activity) {
  await watched.page.goto(lms.address + lms.activityPath(activity, lms.people.teacher));
  const frame = await frameWith(watched.page, tool.address, 'a[href$="/settings"]');
  await frame.click('a[href$="/settings"]');
  await frame.selectOption('[name=policy]', 'last');
  await frame.click('button.primary');
  await frame.waitForSelector('text=Grades are made anew by these rules');
}

/** The student opens the activity in the frame of the course. */
async function launched(lms: PracticeLms, activity: Activity): Promise<Frame> {
  await watched.page.goto(lms.address + lms.activityPath(activity, lms.people.sam));
  return frameWith(watched.page, tool.address, '.workspace .cm-content');
}

interface Expected {
  readonly verdict: string;
  readonly points: string;
}

/** Hands in a program, and waits for its verdict and the grade that it brings. Throws an Error that shows what came instead. */
async function submit(frame: Frame, code: string, { verdict, points }: Expected) {
  await writeCode(frame, code);
  await frame.click('[data-act=submit]');
  await shows(frame, '#results', verdict);
  await shows(frame, '[id^=grade-]', `${points} / 20 points`);
}

const shows = (frame: Frame, selector: string, words: string) =>
  eventually(async () => (await frame.innerText(selector)).includes(words), 120).catch(async () => {
    throw new Error(`${selector} shows no ${words}, but: ${await frame.innerText(selector)}`);
  });

const wrongly: Expected = { verdict: '1 of 2', points: '5' };
const rightly: Expected = { verdict: '2 of 2', points: '20' };

it('leads from a problem that a teacher adds in the LMS to the grade of a student in its gradebook [B-03][B-04][B-07][E-02][G-01]', async () => {
  const lms = tool.platforms.moodle;
  const activity = await addProblem(watched, tool, {
    lms,
    title: 'Two sum',
    points: '20',
    seen: () => picture('picker'),
  });
  const column = lms.columnOf(activity)!;
  expect(column).toMatchObject({ scoreMaximum: 20 });
  const arrived = (score: number) => eventually(async () => lms.gradeOf(column, lms.people.sam)?.score === score, 30);

  await countLast(lms, activity);
  const frame = await launched(lms, activity);
  await frame.waitForSelector('text=There is no grade yet');
  await picture('before');
  for (const { language, wrong, right } of sumPrograms) {
    if (language !== sumPrograms[0]!.language) await chooseLanguage(frame, language);
    await submit(frame, wrong, wrongly);
    await arrived(5);
    if (language === 'python') await picture('wrong');
    await submit(frame, right, rightly);
    await arrived(20);
  }
  await picture('right');
  await shows(frame, '[id^=grade-]', 'Your LMS was told 20 / 20');
  await watched.check();
}, 900_000);

it('shows the teacher how the class stands', async () => {
  const lms = tool.platforms.moodle;
  const activity = lms.activities.find(({ title }) => title === 'Two sum')!;
  await watched.page.goto(lms.address + lms.activityPath(activity, lms.people.teacher));
  const frame = await frameWith(watched.page, tool.address, 'a[href$="/students"]');
  await picture('teacher');
  await frame.click('a[href$="/students"]');
  await frame.waitForSelector('tr:has-text("Sam Student"):has-text("Solved"):has-text("20 / 20")');
  await frame.locator('#main').screenshot({ path: path.join(pictures, 'main-job-class.png') });
  await watched.page.goto(`${lms.address}/courses/${lms.courses.programming.id}/grades`);
  await picture('gradebook');
  await watched.page.click('tr:has-text("Sam Student") td:last-child >> text=Review');
  const review = await frameWith(watched.page, tool.address, '.page-head:has-text("Sam Student")');
  expect(await review.locator('#main').innerText()).toContain('Accepted');
}, 120_000);
