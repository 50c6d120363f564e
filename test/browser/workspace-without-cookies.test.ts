import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Frame } from 'playwright-core';
import { eventually, scopeIn } from '../support/app.ts';
import { aProblem } from '../support/problem-factories.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { watchedPage, type WatchedPage } from '../support/watch-page.ts';
import { addProblem } from './add-problem.ts';
import { frameWith } from './frame-with.ts';
import { openLaunchedTool, type LaunchedTool } from './open-launched-tool.ts';
import { openProfile, type CookieMode } from './open-profile.ts';
import { writeCode } from './write-code.ts';

const folder = temporaryFolder();
let tool: LaunchedTool;
beforeAll(async () => {
  tool = await openLaunchedTool({ EXECUTIONS_PER_MINUTE: '1000' });
  await tool.app.work();
  await aProblem(await scopeIn(tool.app, tool.organizationId), { title: 'Two sum' });
}, 120_000);
afterAll(() => tool?.close());

/** A browser whose user has decided so about cookies. */
async function inProfile<T>(mode: CookieMode, work: (watched: WatchedPage) => Promise<T>): Promise<T> {
  const profile = await openProfile(folder, mode);
  // Programs are judged meanwhile.
  profile.context.setDefaultTimeout(60_000);
  try {
    const watched = await watchedPage(profile.context);
    const result = await work(watched);
    await watched.close();
    return result;
  } finally {
    await profile.close();
  }
}

const shows = (frame: Frame, selector: string, words: string) =>
  eventually(async () => (await frame.innerText(selector)).includes(words), 120).catch(async () => {
    throw new Error(`${selector} shows no ${words}, but: ${await frame.innerText(selector)}`);
  });

it('in a frame of another site where no cookies are kept at all, code is saved, run and judged, and its verdict arrives', async () => {
  const lms = tool.platforms.canvas;
  const activity = await inProfile('allowed', (watched) =>
    addProblem(watched, tool, { lms, title: 'Two sum', points: '20' }),
  );
  await inProfile('none', async ({ page }) => {
    await page.goto(lms.address + lms.activityPath(activity, lms.people.sam));
    const frame = await frameWith(page, tool.address, '.workspace .cm-content');
    await writeCode(frame, 'print(3)');
    await frame.waitForSelector('.draft time');
    await frame.click('[data-act=run]');
    await shows(frame, '#results', '1 of 1');
    await writeCode(frame, 'print(sum(map(int, input().split())))');
    await frame.click('[data-act=submit]');
    await shows(frame, '#results', '2 of 2');
    await shows(frame, '[id^=grade-]', '20 / 20 points');
    await frame.click('#workspace-guide button');
    await frame.waitForSelector('#workspace-guide', { state: 'detached' });
    expect(await page.context().cookies()).toEqual([]);
  });
}, 600_000);
