import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Frame, Page } from 'playwright-core';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';
import { cookiesOf, downloaded, openInFrame, pictureWidth, reads, signInThere } from './frame-steps.ts';
import { openProfile, type Profile } from './open-profile.ts';
import { openTool, type Tool } from './open-tool.ts';
import { watchedPage, type WatchedPage } from '../support/watch-page.ts';

const folder = temporaryFolder();
let tool: Tool;
beforeAll(async () => void (tool = await openTool()));
afterAll(() => tool.close());

describe.each([
  { mode: 'allowed', kept: ['plain=1', 'partitioned=1'] },
  { mode: 'blocked', kept: ['partitioned=1'] },
] as const)('in a frame of another site, third-party cookies $mode', ({ mode, kept }) => {
  let profile: Profile;
  let watched: WatchedPage;
  let page: Page;
  let frame: Frame;
  let workspace: string;

  beforeAll(async () => {
    workspace = `/samples/${tool.sampleId}/workspace`;
    profile = await openProfile(folder, mode);
    watched = await watchedPage(profile.context);
    ({ page } = watched);
    frame = await openInFrame(page, tool, `${tool.entrance}/auth/login?next=${encodeURIComponent(workspace)}`);
    expect(await cookiesOf(frame)).toEqual(kept);
    await signInThere(frame, tool);
    await frame.waitForSelector('#text');
  });
  beforeEach(() => frame.goto(tool.address + workspace));
  afterEach(() => watched.check());
  afterAll(() => profile.close());

  it('signs in: the session is where no script reads it, and in this frame of this site alone', async () => {
    const cookie = (await profile.context.cookies()).find(({ name }) => name === '__Host-assay');
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'None', partitionKey: 'http://127.0.0.1' });
    expect(await frame.evaluate('document.cookie')).not.toContain('assay');
  });

  it('signs in again in a tab of its own, where the session of the frame is not known', async () => {
    const tab = await watchedPage(profile.context);
    await tab.page.goto(tool.entrance + workspace);
    expect(tab.page.url()).toBe(
      `${tool.entrance}/auth/login?next=${encodeURIComponent(new URL(tool.entrance).pathname + workspace)}`,
    );
    await signInThere(tab.page, tool);
    await reads(tab.page, 'h1', 'Workspace');
    await tab.check();
    await tab.page.close();
  });

  it('goes on by links, plain and swapped', async () => {
    await frame.click('#plain');
    await reads(frame, 'h1', 'Samples');
    await frame.goto(tool.address + workspace);
    await frame.click('#swapped');
    await reads(frame, 'main', 'the first text');
    expect(new URL(frame.url()).pathname).toBe(`/samples/${tool.sampleId}`);
  });

  it('is still there after a reload, and after a reload of the page around it', async () => {
    await Promise.all([frame.waitForNavigation(), frame.evaluate('location.reload()')]);
    await reads(frame, 'h1', 'Workspace');
    frame = await openInFrame(page, tool, tool.address + workspace);
    await reads(frame, 'h1', 'Workspace');
  });

  it('sends forms, plain and swapped', async () => {
    await frame.fill('#swapped-form input[name=text]', 'sent by htmx');
    await frame.click('#swapped-form button');
    await reads(frame, '#saved', 'sent by htmx');
    await frame.fill('#plain-form input[name=text]', 'sent by the browser');
    await frame.click('#plain-form button');
    await reads(frame, 'main', 'sent by the browser');
    expect(new URL(frame.url()).pathname).toMatch(/\/samples\/[\w-]{36}$/);
  });

  it('follows a stream', async () => {
    const live = `#live-${tool.sampleId}`;
    await tool.change(`before ${mode}`);
    await frame.goto(tool.address + workspace);
    await reads(frame, live, `before ${mode}`);
    await tool.change(`after ${mode}`);
    await reads(frame, live, `after ${mode}`);
    await tool.change('the first text');
  });

  it('downloads, by a link and by a request', async () => {
    const file = { name: 'sample.txt', text: 'the first text' };
    expect(await downloaded(page, () => frame.click('#download'))).toEqual(file);
    expect(await downloaded(page, () => frame.click('#fetched-download'))).toEqual(file);
    expect(await frame.locator('#notices .notice').count()).toBe(0);
  });

  it('shows a picture', async () => {
    expect(await pictureWidth(frame)).toBe(1);
  });

  it('says how to come back when the page is loaded again after the session has ended', async () => {
    await until(frame, "location.search.includes('frame=')");
    await profile.context.clearCookies();
    await Promise.all([frame.waitForNavigation(), frame.evaluate('location.reload()')]);
    await frame.waitForSelector('a[target=_blank]');
    expect(new URL(frame.url()).pathname).toBe(workspace);
  });
});
