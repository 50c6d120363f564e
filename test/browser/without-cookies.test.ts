import path from 'node:path';
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Frame, Page } from 'playwright-core';
import { bundleAssets } from '#src/http/assets/bundle-assets.ts';
import { findEntries } from '#src/http/assets/entries.ts';
import { makeAssetTree } from '../src/http/assets/asset-tree.ts';
import { root } from '../support/app.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { password } from '../support/web.ts';
import { cookiesOf, downloaded, openInFrame, pictureWidth, reads, signInThere } from './frame-steps.ts';
import { openProfile, type Profile } from './open-profile.ts';
import { openTool, type Tool } from './open-tool.ts';
import { watchedPage, type WatchedPage } from './watch-page.ts';
import { until } from '../support/until.ts';

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

describe('in a frame of another site, all cookies blocked', () => {
  const next = () => encodeURIComponent(new URL(tool.entrance).pathname + workspace);
  const resume = (where: Frame) => where.locator('a[target=_blank]');

  it('leads on to a tab of its own, after signing in as after a reload', async () => {
    const frame = await openInFrame(page, tool, `${tool.entrance}/auth/login?next=${next()}`);
    expect(await cookiesOf(frame)).toEqual([]);
    await signInThere(frame, tool);
    await resume(frame).waitFor();
    expect(frame.url()).toBe(tool.entrance + workspace);
    await Promise.all([frame.waitForNavigation(), frame.evaluate('location.reload()')]);
    const [tab] = await Promise.all([profile.context.waitForEvent('page'), resume(frame).click()]);
    await tab.waitForSelector('#password');
    expect(tab.url()).toBe(`${tool.entrance}/auth/login?next=${next()}`);
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

describe('in such a frame, a page whose script holds a bearer', () => {
  let script: Buffer;
  let frame: Frame;

  beforeAll(async () => {
    script = await scriptThatTakesABearer(path.join(folder, 'tree'));
  });
  beforeEach(async () => {
    await page.route('**/assets/app-*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
    frame = await openInFrame(page, tool, `${tool.entrance}/sample-shell?start=${workspace}`);
    await until(frame, 'Boolean(window.takeBearer)');
    await frame.evaluate(`takeBearer('${await bearer()}')`);
    await frame.click('#enter');
    await reads(frame, 'h1', 'Workspace');
    expect(await cookiesOf(frame)).toEqual([]);
  });

  it('goes on by links, and back and forward', async () => {
    await frame.click('#swapped');
    await reads(frame, 'main', 'the first text');
    expect(frame.url()).toBe(`${tool.address}/samples/${tool.sampleId}`);
    await frame.evaluate('history.back()');
    await reads(frame, 'h1', 'Workspace');
    expect(await frame.locator('header.thin-bar').count()).toBe(1);
    await frame.evaluate('history.forward()');
    await reads(frame, 'main', 'the first text');
    expect(await frame.locator('header.thin-bar').count()).toBe(1);
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

/** Our own script, with a door for the test where a launch will hand over the bearer. */
async function scriptThatTakesABearer(tree: string) {
  const own = readFileSync(path.join(root, 'views/assets/app.js'), 'utf8');
  const door = "import { keepBearer } from './bearer.js';\nwindow.takeBearer = keepBearer;\n";
  makeAssetTree(tree, { 'views/assets/app.js': own + door });
  const { files } = await bundleAssets(tree, await findEntries(tree, []), false);
  return files.find(({ name }) => name === 'app.js')!.body;
}

async function bearer() {
  const answer = await fetch(`${tool.entrance}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: tool.person.email, password }),
  });
  return ((await answer.json()) as { data: { token: string } }).data.token;
}
