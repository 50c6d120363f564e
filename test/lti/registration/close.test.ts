import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually } from '../../support/app.ts';
import { openBrowser, type Browser } from '../../support/browser.ts';
import { watchedPage } from '../../support/watch-page.ts';
import { openRegistrations, type Registrations } from './open-registrations.ts';

let tool: Registrations;
let browser: Browser;
beforeAll(async () => {
  tool = await openRegistrations();
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await tool.close();
});

/** A list of tools, with whatever opens the registration, that keeps the messages which it gets. */
const toolList = (opener: string) => `<!doctype html><title>Tools</title>
  <script>globalThis.heard = []; addEventListener('message', ({ data }) => heard.push(data));</script>${opener}`;

const heard = (page: Page) => page.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard);

/** An invitation, as a platform opens it whose list of tools is drawn by `opener`. */
async function anLms(opener: (address: string) => string) {
  const [platform, invitation] = [await tool.platform(), await tool.invitation()];
  const query = { invitation: invitation.token, openid_configuration: platform.configurationUrl };
  const address = `${tool.address}/lti/register?${new URLSearchParams(query).toString()}`;
  platform.says.page = toolList(opener(address.replaceAll('&', '&amp;')));
  return platform;
}

const close = { subject: 'org.imsglobal.lti.close' };

describe('the page of a registration that is done', () => {
  it('is shown in the frame of the LMS, and tells it to close when somebody has read it [DR-12]', async () => {
    const lms = await anLms((address) => `<iframe src="${address}" width="800" height="600"></iframe>`);
    const { page, close: closePage } = await watchedPage(browser);
    await page.goto(`${lms.address}/tools`);
    const frame = page.frameLocator('iframe');
    await frame.getByRole('heading', { name: 'Assay is registered' }).waitFor();
    expect(await heard(page)).not.toContainEqual(close);
    await frame.locator('[data-lti-close]').click();
    await eventually(async () => (await heard(page)).length > 0);
    expect(await heard(page)).toContainEqual(close);
    await closePage();
  }, 120_000);

  it('closes by itself when nobody touches it, and stays when somebody does [DR-12]', async () => {
    const lms = await anLms((address) => `<iframe src="${address}" width="800" height="600"></iframe>`);
    const untouched = await watchedPage(browser);
    await untouched.page.goto(`${lms.address}/tools`);
    const other = await anLms((address) => `<iframe src="${address}" width="800" height="600"></iframe>`);
    const touched = await watchedPage(browser);
    await touched.page.goto(`${other.address}/tools`);
    await touched.page.frameLocator('iframe').getByRole('heading', { name: 'Assay is registered' }).click();
    await eventually(async () => (await heard(untouched.page)).length > 0, 25);
    expect(await heard(untouched.page)).toContainEqual(close);
    await new Promise((done) => setTimeout(done, 3_000));
    expect(await heard(touched.page)).not.toContainEqual(close);
    await untouched.close();
    await touched.close();
  }, 120_000);

  it('tells the window that opened it [DR-12]', async () => {
    const lms = await anLms((address) => `<a href="${address}" target="_blank" rel="opener">Add</a>`);
    const { page, close: closePage } = await watchedPage(browser);
    await page.goto(`${lms.address}/tools`);
    const [opened] = await Promise.all([page.waitForEvent('popup'), page.getByText('Add').click()]);
    await opened.locator('[data-lti-close]').click();
    await eventually(async () => (await heard(page)).length > 0);
    expect(await heard(page)).toContainEqual(close);
    await closePage();
  }, 120_000);
});
