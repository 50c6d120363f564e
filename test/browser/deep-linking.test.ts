import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Frame, Page } from 'playwright-core';
import { eventually, scopeIn } from '../support/app.ts';
import type { PracticeLms } from '../support/lms/index.ts';
import { Sample } from '../support/sample/sample.entity.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { watchedPage, type WatchedPage } from '../support/watch-page.ts';
import { frameWith } from './frame-with.ts';
import { openLaunchedTool, type LaunchedTool } from './open-launched-tool.ts';
import { openProfile, type CookieMode, type Profile } from './open-profile.ts';

const folder = temporaryFolder();
let tool: LaunchedTool;
beforeAll(async () => {
  tool = await openLaunchedTool();
  await (
    await scopeIn(tool.app, tool.organizationId)
  ).transaction(async ({ em }) => {
    em.create(Sample, { text: 'task: Fizz buzz' } as never);
    await em.flush();
  });
});
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

/** The picker, in a frame as small as an LMS makes it. */
async function openedPicker(lms: PracticeLms): Promise<Frame> {
  await page.goto(lms.address + lms.choosePath(lms.courses.programming, lms.tools[0]!, lms.people.teacher));
  await page.evaluate(
    "Object.assign(document.querySelector('iframe.tool').style, { width: '320px', height: '300px' })",
  );
  const other = 'a[href^="/lti/deep-links/"]';
  await (await frameWith(page, tool.address, other)).click(other);
  return frameWith(page, tool.address, 'input[name=chosen]');
}

/** Presses Tab until the focus is on the element that this says. */
async function tabTo(frame: Frame, isThere: string) {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    if (await frame.evaluate(`Boolean(document.activeElement?.matches(${JSON.stringify(isThere)}))`)) return;
  }
  throw new Error(`Tab never came to ${isThere}`);
}

/** What the platform took, which reads answers as strictly as it may. */
async function answered(lms: PracticeLms, before: number) {
  await eventually(async () => lms.choiceAnswers.length > before);
  const { problems, items, claims } = lms.choiceAnswers.at(-1)!;
  expect(problems).toEqual([]);
  expect(lms.choiceAnswers).toHaveLength(before + 1);
  return { items, claims: claims! };
}

describe.each([
  { mode: 'allowed', flavour: 'moodle' },
  { mode: 'blocked', flavour: 'moodle' },
  { mode: 'none', flavour: 'canvas' },
] as const)(
  'choosing content in a small frame of an LMS like $flavour, third-party cookies $mode',
  ({ mode, flavour }) => {
    beforeAll(() => open(mode));
    afterEach(() => watched.check());
    afterAll(close);

    it('goes by keyboard, and the link that the LMS makes of it is launched [B-03][B-04][DL-23]', async () => {
      const lms = tool.platforms[flavour];
      const before = lms.choiceAnswers.length;
      const frame = await openedPicker(lms);
      expect(await frame.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      await tabTo(frame, '[name=chosen]');
      await page.keyboard.press(flavour === 'moodle' ? 'Tab' : 'ArrowDown');
      await page.keyboard.press('Space');
      const task = frame.locator('.pick:has(:checked)');
      await tabTo(frame, '[name$=title]');
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type('Fizz buzz, "week" <1>');
      await tabTo(frame, '[name$=points]');
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type('12.5');
      expect(await task.count()).toBe(1);
      await tabTo(frame, 'button.primary');
      await page.keyboard.press('Enter');
      const { items } = await answered(lms, before);
      expect(items).toMatchObject([
        { title: 'Fizz buzz, "week" <1>', text: 'A task', lineItem: { scoreMaximum: 12.5, tag: 'grade' } },
      ]);
      const activity = lms.activities.find(({ title }) => title === items[0]!.title)!;
      await page.goto(lms.address + lms.activityPath(activity, lms.people.sam));
      const launched = await frameWith(page, tool.address, 'h1:has-text("Fizz buzz")');
      expect(await launched.locator('h1').innerText()).toBe('Fizz buzz, "week" <1>');
    });

    it('says what is wrong in place, and keeps what is there', async () => {
      const lms = tool.platforms[flavour];
      const frame = await openedPicker(lms);
      await frame.click('button.primary');
      await frame.waitForSelector('.notice.fail:has-text("Choose something first")');
      await frame.check('input[value^="sample.task"]');
      await frame.fill('.pick:has(:checked) [name$=points]', '-1');
      await frame.click('button.primary');
      await frame.waitForSelector('.pick:has(:checked) .error:has-text("Points are a number above 0")');
      expect(await frame.inputValue('.pick:has(:checked) [name$=points]')).toBe('-1');
    });

    it('ends without anything where the person leaves [DL-12]', async () => {
      const lms = tool.platforms[flavour];
      const before = lms.choiceAnswers.length;
      const frame = await openedPicker(lms);
      await frame.click('button[form=leave]');
      const { items, claims } = await answered(lms, before);
      expect(items).toEqual([]);
      expect(Object.values(claims)).toContain('Nothing was chosen in Assay.');
    });

    it('leads to the page of the course where that was chosen', async () => {
      const lms = tool.platforms[flavour];
      const before = lms.choiceAnswers.length;
      const frame = await openedPicker(lms);
      await frame.check('input[value="courses.home"]');
      await frame.click('button.primary');
      await answered(lms, before);
      const activity = lms.activities.find(({ title }) => title === 'Course home')!;
      await page.goto(lms.address + lms.activityPath(activity, lms.people.sam));
      await frameWith(page, tool.address, 'h1:text-is("Programming 1")');
    });
  },
);
