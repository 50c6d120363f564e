import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Frame } from 'playwright-core';
import { Session } from '#src/people/session.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { eventually, root, scopeIn } from '../support/app.ts';
import { aProblem } from '../support/problem-factories.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { watchedPage, type WatchedPage } from '../support/watch-page.ts';
import { addProblem } from './add-problem.ts';
import { frameWith } from './frame-with.ts';
import { openLaunchedTool, type LaunchedTool } from './open-launched-tool.ts';
import { openProfile, type Profile } from './open-profile.ts';
import { writeCode } from './write-code.ts';

const folder = temporaryFolder();
let tool: LaunchedTool;
let profile: Profile;
let scope: Scope;
let watched: WatchedPage;
beforeAll(async () => {
  mkdirSync(path.join(root, '.data/screenshots'), { recursive: true });
  tool = await openLaunchedTool();
  scope = await scopeIn(tool.app, tool.organizationId);
  await aProblem(scope, { title: 'Two sum' });
  profile = await openProfile(folder, 'blocked');
  profile.context.setDefaultTimeout(60_000);
  watched = await watchedPage(profile.context);
}, 120_000);
afterAll(async () => {
  await watched?.close();
  await profile?.close();
  await tool?.close();
});

const shows = (frame: Frame, selector: string, words: string) =>
  eventually(async () => (await frame.innerText(selector)).includes(words), 60).catch(async () => {
    throw new Error(`${selector} shows no ${words}, but: ${await frame.innerText(selector)}`);
  });
const codeIn = (frame: Frame) => frame.evaluate<string>(`document.querySelector('.file textarea').value`);
const drafts = () =>
  scope.transaction(
    async ({ em }) =>
      (await em.execute<{ files: { content: string }[] }[]>('select files from solution_draft')).map(
        ({ files }) => files[0]!.content,
      ),
    { readOnly: true },
  );

it('a session that ends in the frame of a course, third-party cookies blocked, keeps page and code, says so, and goes on when the activity was opened beside it [F3-05]', async () => {
  const lms = tool.platforms.moodle;
  const activity = await addProblem(watched, tool, { lms, title: 'Two sum', points: '20' });
  const launched = async ({ page }: WatchedPage) => {
    await page.goto(lms.address + lms.activityPath(activity, lms.people.sam));
    return frameWith(page, tool.address, '.workspace .cm-content');
  };
  const frame = await launched(watched);
  await scope.transaction(({ em }) => em.nativeUpdate(Session, { revokedAt: null }, { revokedAt: scope.now() }));
  const typed = 'print(1) # typed after the end';
  await writeCode(frame, typed);
  await shows(frame, '.draft-now', 'Open this activity again from your course in another tab');
  await frame.click('[data-act=submit]');
  await frame.waitForSelector('[data-act=submit]:not([aria-busy])');
  expect(await codeIn(frame)).toBe(typed);
  expect(await drafts()).toEqual([]);
  await watched.page.screenshot({ path: path.join(root, '.data/screenshots/frame-session-over.png') });

  const beside = await watchedPage(profile.context);
  await launched(beside);
  await beside.close();
  await watched.page.bringToFront();
  // Whoever comes back before the other tab has its session comes back once more; a browser may say it twice.
  await eventually(async () => {
    await frame.evaluate(`for (let times = 2; times > 0; times--) window.dispatchEvent(new Event('focus'))`);
    return frame.isVisible('.draft:not([hidden]) time');
  }, 60);
  await eventually(async () => (await drafts()).includes(typed), 20);
  expect(await codeIn(frame)).toBe(typed);
  await frame.click('[data-act=submit]');
  await shows(frame, '#results', 'Your submission is being judged');
  await watched.check();
}, 240_000);
