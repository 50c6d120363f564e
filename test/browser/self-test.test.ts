import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openTestedLms, type TestedLms } from '../lti/self-test/open-tested-lms.ts';
import { openBrowser, type Browser } from '../support/browser.ts';
import { watchedPage } from '../support/watch-page.ts';
import { reads } from './frame-steps.ts';

let place: TestedLms;
let browser: Browser;
beforeAll(async () => {
  [place, browser] = await Promise.all([openTestedLms('moodle'), openBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await place.close();
});

it('shows each step of a self-test as it happens, without being loaded again', async () => {
  const context = await browser.newContext({ extraHTTPHeaders: place.admin.headers });
  const { page, close } = await watchedPage(context);
  const { data } = await place.admin.ask('/admin/lms');
  await page.goto(`${place.address}/admin/lms/deployments/${data.platforms[0]!.deployment}`);
  await page.click('text=Test this LMS');
  await page.selectOption('#subject', { label: 'Sam Student' });
  place.lms.setSlowSeconds(3);
  place.lms.fail('memberships-slow');
  await page.click('text=Begin the test');
  await page.waitForURL(/\/self-tests\/[\w-]{36}$/);
  await page.evaluate("document.documentElement.dataset.loaded = 'once'");
  expect(await page.locator('#self-test-progress [role=status]').innerText()).toContain('The test runs.');
  await page.waitForSelector('tr:has-text("List of members"):has-text("Running")');
  await page.waitForSelector('tr:has-text("Taking everything away"):has-text("The column was taken away")');
  await reads(page, '#self-test-progress [role=status]', 'Everything that the LMS offers here works.');
  expect(await page.evaluate('document.documentElement.dataset.loaded')).toBe('once');
  place.lms.mend();
  await close();
}, 120_000);
