import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Frame, Page } from 'playwright-core';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { cookiesOf, downloaded, openInFrame, pictureWidth, reads, signInThere } from './frame-steps.ts';
import { openProfile, type Profile } from './open-profile.ts';
import { openTool, type Tool } from './open-tool.ts';
import { watchedPage, type WatchedPage } from '../support/watch-page.ts';

const folder = temporaryFolder();
let tool: Tool;
let profile: Profile;
let watched: WatchedPage;
let page: Page;
let workspace: string;

beforeAll(async () => {
  tool = await openTool();
  workspace = `/samples/${tool.sampleId}/workspace`;
  profile = await openProfile(folder, 'none');
});
afterAll(async () => {
  await profile.close();
  await tool.close();
});
beforeEach(async () => {
  watched = await watchedPage(profile.context);
  ({ page } = watched);
});
afterEach(async () => {
  await watched.check();
  await page.close();
});

const next = () => encodeURIComponent(new URL(tool.entrance).pathname + workspace);

describe('in a frame of another site, all cookies blocked', () => {
  const resume = (where: Frame) => where.locator('a[target=_blank]');

  it('leads on to a tab of its own after a reload', async () => {
    const frame = await openInFrame(page, tool, tool.entrance + workspace);
    await resume(frame).waitFor();
    await Promise.all([frame.waitForNavigation(), frame.evaluate('location.reload()')]);
    const [tab] = await Promise.all([profile.context.waitForEvent('page'), resume(frame).click()]);
    await tab.waitForSelector('#password');
    const { pathname, searchParams } = new URL(tab.url());
    expect(pathname).toBe(`${new URL(tool.entrance).pathname}/auth/login`);
    expect(searchParams.get('next')).toMatch(workspace);
    await tab.close();
  });

  it('draws that page whole, in the style of all others', async () => {
    const frame = await openInFrame(page, tool, tool.entrance + workspace);
    await resume(frame).waitFor();
    expect(await frame.locator('main h1').count()).toBe(1);
    expect(await frame.evaluate("getComputedStyle(document.querySelector('.skip')).position")).toBe('absolute');
    expect(await frame.evaluate('typeof Alpine')).toBe('object');
  });
});

describe.each([
  {
    where: 'in a frame of another site',
    header: 'header.thin-bar',
    open: (address: string) => openInFrame(page, tool, address),
  },
  {
    where: 'on the open web',
    header: 'header.site-bar',
    open: (address: string) => page.goto(address).then(() => page.mainFrame()),
  },
])('$where, all cookies blocked, somebody who signs in', ({ open, header }) => {
  let frame: Frame;

  beforeEach(async () => {
    frame = await open(`${tool.entrance}/auth/login?next=${next()}`);
    expect(await cookiesOf(frame)).toEqual([]);
    await signInThere(frame, tool);
    await reads(frame, 'h1', 'Workspace');
    expect(await cookiesOf(frame)).toEqual([]);
  });

  it('leaves the bearer where no other page and no storage has it', async () => {
    const kept = '(() => { try { return localStorage.length + sessionStorage.length } catch { return 0 } })()';
    expect(await frame.evaluate(kept)).toBe(0);
    expect(await frame.evaluate("document.documentElement.outerHTML.includes('as_')")).toBe(false);
  });

  it('goes on by links, and back and forward', async () => {
    await frame.click('#swapped');
    await reads(frame, 'main', 'the first text');
    expect(new URL(frame.url()).pathname).toBe(`/samples/${tool.sampleId}`);
    await frame.evaluate('history.back()');
    await reads(frame, 'h1', 'Workspace');
    expect(await frame.locator(header).count()).toBe(1);
    await frame.evaluate('history.forward()');
    await reads(frame, 'main', 'the first text');
    expect(await frame.locator(header).count()).toBe(1);
  });

  it('sends a form', async () => {
    await frame.fill('#swapped-form input[name=text]', 'sent by htmx');
    await frame.click('#swapped-form button');
    await reads(frame, '#saved', 'sent by htmx');
  });

  it('follows a stream', async () => {
    await reads(frame, `#live-${tool.sampleId}`, 'the first text');
    await tool.change('another text');
    await reads(frame, `#live-${tool.sampleId}`, 'another text');
    await tool.change('the first text');
  });

  it('downloads, and shows a picture', async () => {
    expect(await downloaded(page, () => frame.click('#fetched-download'))).toEqual({
      name: 'sample.txt',
      text: 'the first text',
    });
    expect(await pictureWidth(frame)).toBe(1);
  });
});

describe('on the open web, all cookies blocked', () => {
  it('signs out, and is nobody then', async () => {
    await page.goto(`${tool.entrance}/auth/login?next=${next()}`);
    await signInThere(page, tool);
    await page.click('header summary');
    await page.click('header form button');
    await page.waitForSelector('#password');
    await page.goBack();
    await page.waitForSelector('#password');
  });
});
