import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessibilityProblems, overflowing, take } from '../browser/look-at-page.ts';
import { root } from '../support/app.ts';
import { openBrowser, type Browser } from '../support/browser.ts';
import { claimNames, openPracticeLms, type Activity, type Column, type PracticeLms } from '../support/lms/index.ts';
import { watchedPage } from '../support/watch-page.ts';
import { allScopes, callerOf, type Caller } from './call-as-tool.ts';
import { openMinimalTool, type MinimalTool } from './minimal-tool.ts';

let browser: Browser;
let lms: PracticeLms;
let tool: MinimalTool;
let call: Caller;
let page: Page;
let close: () => Promise<void>;
let activity: Activity;
let column: Column;
beforeAll(async () => {
  [browser, lms, tool] = await Promise.all([openBrowser(), openPracticeLms(), openMinimalTool({ scope: allScopes })]);
  await lms.registerTool(tool.registrationUrl);
  call = await callerOf(tool);
  activity = lms.activities[0]!;
  column = lms.columnOf(activity)!;
  ({ page, close } = await watchedPage(browser));
});
afterAll(async () => {
  await close();
  await browser.close();
  await Promise.all([lms.close(), tool.close()]);
});

const open = (place: string, person = lms.people.teacher) =>
  page.goto(`${lms.address}${place}${place.includes('?') ? '&' : '?'}as=${person.id}`);
const cell = (name: string) => page.locator(`tr:has-text("${name}") td`).first();

async function sendScore(changed: object = {}) {
  const url = `${lms.address}/mod/lti/services.php/2/lineitems/${column.id}/lineitem/scores?type_id=1`;
  const score = { userId: lms.people.sam.id, scoreGiven: 8, scoreMaximum: 10, comment: 'Tests 1 to 8 passed' };
  const progress = { activityProgress: 'Completed', gradingProgress: 'FullyGraded' };
  const body = { ...score, ...progress, timestamp: new Date().toISOString(), ...changed };
  expect((await call('POST', url, { body })).status).toBe(200);
}

describe('the gradebook', () => {
  it('shows scores as they arrive, and keeps the focus', async () => {
    await open('/courses/2');
    await page.click('nav.tabs >> text=Grades');
    expect(await cell('Sam').locator('.score').innerText()).toBe('–');
    await cell('Sam').locator('.score').focus();
    await sendScore();
    await page.locator('text=80 / 100').waitFor();
    expect(await page.evaluate<string>('document.activeElement.id')).toBe(`grade-${column.id}-5`);
    expect(await cell('Sam').innerText()).toMatch(/Completed, FullyGraded\s+Tests 1 to 8 passed/);
    expect(await page.locator('#news').innerText()).toMatch(/^Changed at \d\d:/);
  });

  it('lets a teacher change a grade by hand, and delete it', async () => {
    await cell('Sam').locator('.score').click();
    expect(await page.locator('.posts').innerText()).toContain('Tests 1 to 8 passed');
    await page.fill('input[name=score]', '62,5');
    await page.check('input[name=isKept]');
    await page.click('text=Save');
    expect(await page.locator('.large').innerText()).toBe('62.5 / 100');
    expect(lms.gradeOf(column, lms.people.sam)).toMatchObject({ score: 62.5, by: 'person', isKept: true });
    await page.click('text=Delete the grade');
    await page.locator('text=There is no grade yet').waitFor();
    expect(lms.gradeOf(column, lms.people.sam)).toBeNull();
  });

  it('leads to the review of what somebody handed in', async () => {
    await open('/courses/2/grades');
    await cell('Lena').locator('.review').click();
    await page.frameLocator('iframe[name=contentframe]').locator('text=Launched').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/activities/${activity.id}/reviews/6`);
  });

  it('shows students their own', async () => {
    await sendScore({ timestamp: '2026-11-01T08:00:00Z' });
    await open('/courses/2/grades', lms.people.sam);
    const own = await page.locator('.own').first().innerText();
    expect(own).toContain('80 / 100');
    expect(await page.locator('main').innerText()).not.toContain('Lena');
    expect((await open('/courses/2/people', lms.people.sam))!.status()).toBe(404);
    expect((await open(`/courses/2/grades/${column.id}/6`, lms.people.sam))!.status()).toBe(404);
  });
});

describe('adding an activity from a tool', () => {
  /** What the tool does when somebody has chosen: its page sends a form, in its frame. */
  async function answer(items: object[], changed: object = {}) {
    const frame = await (await page.locator('iframe[name=contentframe]').elementHandle()).contentFrame();
    await frame!.locator('text=Launched').waitFor();
    const now = Math.floor(Date.now() / 1000);
    const jwt = await tool.sign({
      iss: lms.tools[0]!.clientId,
      aud: lms.issuer,
      iat: now,
      exp: now + 300,
      nonce: `browser ${Math.random()}`,
      [claimNames.deploymentId]: '1',
      [claimNames.messageType]: 'LtiDeepLinkingResponse',
      [claimNames.version]: '1.3.0',
      [claimNames.contentItems]: items,
      ...changed,
    });
    const choice = [...lms.choices.values()].at(-1)!;
    const action = `${lms.address}/mod/lti/contentitem_return.php?course=2&id=1&sesskey=${choice.id}`;
    const form = `<form method="post" action="${action}"><input name="JWT" value="${jwt}"></form>`;
    await frame!.evaluate(`document.body.innerHTML = ${JSON.stringify(form)}; document.forms[0].submit()`);
    return page.frameLocator('iframe[name=contentframe]');
  }

  it('takes a teacher to the tool and back to the course, without a cookie in the frame', async () => {
    await open('/courses/2');
    await page.click('text=Add activity from Minimal tool');
    const frame = await answer([
      { type: 'ltiResourceLink', title: 'Loops', url: `${tool.address}/loops` },
      { type: 'ltiResourceLink', title: 'Sums', url: `${tool.address}/sums` },
    ]);
    await frame.locator('h1', { hasText: 'Added' }).waitFor();
    await frame.locator('text=To the course').click();
    await page.waitForURL('**/courses/2');
    expect(await page.locator('.rows li > a').allInnerTexts()).toEqual(expect.arrayContaining(['Loops', 'Sums']));
    await page.click('[aria-label="Choose again: Loops"]');
    const again = await answer([{ type: 'ltiResourceLink', title: 'More loops', url: `${tool.address}/loops` }]);
    await again.locator('h1', { hasText: 'Chosen anew' }).waitFor();
    expect(lms.activities.map(({ title }) => title)).toEqual(expect.arrayContaining(['More loops', 'Sums']));
  });

  it('says in the frame what is wrong with an answer', async () => {
    await open('/courses/2');
    await page.click('text=Add activity from Minimal tool');
    const frame = await answer([{ type: 'ltiResourceLink', custom: { a: 1 } }], { aud: 'other' });
    await frame.locator('h1', { hasText: 'refused' }).waitFor();
    expect(await frame.locator('.problems li').allInnerTexts()).toEqual([
      `aud is "other", and has to be "${lms.issuer}"`,
      expect.stringContaining('content_items[0].custom.a'),
    ]);
  });
});

describe('the list of people', () => {
  const row = (name: string) => page.locator('.rows li', { hasText: name });

  it('enrols, changes, deactivates and removes', async () => {
    await open('/courses/2/people');
    await page.fill('input[name=givenName]', 'Nora');
    await page.fill('input[name=familyName]', 'Neu');
    await page.locator('section', { hasText: 'somebody new' }).locator('button').click();
    await row('Nora Neu').locator('select').selectOption('assistant');
    await row('Nora Neu').locator('text=Change').click();
    await row('Lena').locator('text=Deactivate').click();
    await row('Yusuf').locator('text=Remove').click();
    await row('Yusuf').waitFor({ state: 'detached' });
    const members = lms.membersOf(lms.courses.programming);
    expect(members.map(({ person, enrolment }) => [person.givenName, enrolment.part, enrolment.status])).toEqual([
      ['Tessa', 'teacher', 'Active'],
      ['Toni', 'assistant', 'Active'],
      ['Sam', 'student', 'Active'],
      ['Lena', 'student', 'Inactive'],
      ['Nora', 'assistant', 'Active'],
    ]);
  });

  it('keeps out of the course who is no longer in it', async () => {
    for (const person of [lms.people.yusuf, lms.people.lena])
      for (const place of ['/courses/2', `/activities/${activity.id}`, `/launch/${activity.id}`])
        expect((await open(place, person))!.status()).toBe(403);
    await open('/courses/2/people');
    await row('Lena').locator('text=Activate').click();
    await page.locator('section', { hasText: 'of this school' }).locator('select').first().selectOption('7');
    await page.locator('section', { hasText: 'of this school' }).locator('button').click();
    await row('Yusuf').waitFor();
    expect((await open('/courses/2', lms.people.yusuf))!.status()).toBe(200);
  });
});

it.each([
  { width: 360, theme: 'light' },
  { width: 1280, theme: 'dark' },
] as const)(
  'can be read by everybody: $width px, $theme',
  async (look) => {
    await take(page, look);
    const folder = path.join(root, '.data/screenshots/practice-lms');
    mkdirSync(folder, { recursive: true });
    const found: string[] = [];
    for (const [name, place] of [
      ['course', '/courses/2'],
      ['grades', '/courses/2/grades'],
      ['grade', `/courses/2/grades/${column.id}/5`],
      ['people', '/courses/2/people'],
      ['choice', lms.choosePath(lms.courses.programming, lms.tools[0]!, lms.people.teacher)],
    ] as const) {
      await open(place);
      await page.screenshot({ path: path.join(folder, `${name}-${look.width}-${look.theme}.png`), fullPage: true });
      const problems = [...(await overflowing(page)), ...(await accessibilityProblems(page))];
      found.push(...problems.map((problem) => `${place}: ${problem}`));
    }
    expect(found).toEqual([]);
  },
  60_000,
);
