import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Frame } from 'playwright-core';
import { eventually, root } from '../support/app.ts';
import type { PracticeLms } from '../support/lms/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { watchedPage, type WatchedPage } from '../support/watch-page.ts';
import { openLaunchedTool, type LaunchedTool } from './open-launched-tool.ts';
import { openProfile, type Profile } from './open-profile.ts';

const folder = temporaryFolder();
const pictures = path.join(root, '.data/screenshots');
let tool: LaunchedTool;
let profile: Profile;
let watched: WatchedPage;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  tool = await openLaunchedTool();
  await tool.app.work();
  profile = await openProfile(folder, 'blocked');
  watched = await watchedPage(profile.context);
}, 120_000);
afterAll(async () => {
  await watched.close();
  await profile.close();
  await tool.close();
});

/** Launches as the teacher, and waits for the tool's page in the frame of the course. */
async function launched(lms: PracticeLms): Promise<Frame> {
  const { page } = watched;
  await page.goto(lms.address + lms.activityPath(lms.activities[0]!, lms.people.teacher));
  await inFrame((frame) => frame.locator('dl.facts').first().isVisible());
  return theFrame();
}

const theFrame = () => watched.page.frames().find((frame) => frame.url().startsWith(tool.address))!;
const inFrame = (look: (frame: Frame) => Promise<boolean>) =>
  eventually(async () => {
    const frame = theFrame();
    return frame !== undefined && (await look(frame).catch(() => false));
  }, 20);
const reads = (selector: string, words: string) =>
  inFrame(async (frame) => (await frame.locator(selector).first().innerText()).includes(words));
const press = async (selector: string) => {
  await theFrame().locator(selector).first().focus();
  await watched.page.keyboard.press('Enter');
};

describe.each(['moodle', 'canvas'] as const)(
  'the roster of a course of a platform like %s, by the keyboard',
  (flavour) => {
    it('is refreshed, told while it comes, and decided about [B-06, NRPS-13, NRPS-14]', async () => {
      const lms = tool.platforms[flavour];
      const course = lms.courses.programming;
      await launched(lms);
      await press('dl.facts a');
      await reads('h1', 'Programming');
      await press('a[href$="/people"]');
      await reads('#roster', 'not been read yet');
      await press('form[action$="/people/reading"] button');
      // No reload: the page hears of it.
      await reads('#roster', 'The list is complete');
      await reads('#people', 'Lena Lehmann');

      await lms.unenrol(course, lms.people.lena);
      await tool.pauseIsOver();
      await press('.filters button');
      await press('form[action$="/people/reading"] button');
      await reads('#roster', '1 no longer on the list');
      await theFrame()
        .locator('main')
        .screenshot({ path: path.join(pictures, `roster-${flavour}.png`) });
      await press('#roster a[href$="/differences"]');
      await reads('main', 'They stay until you decide');
      await theFrame()
        .locator('main')
        .screenshot({ path: path.join(pictures, `roster-differences-${flavour}.png`) });
      await press('form[action$="/people/removal"] button.danger');
      await reads('h1', 'People');
      await inFrame(async (frame) => !(await frame.locator('main').innerText()).includes('Lena Lehmann'));
      expect(await theFrame().locator('#roster').innerText()).not.toContain('no longer on the list');
      await watched.check();
    }, 120_000);
  },
);
