import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { App } from '#src/app.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { openBrowser, type Browser } from '../../support/browser.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { until } from '../../support/until.ts';
import { watchedPage } from '../../support/watch-page.ts';

let app: App;
let browser: Browser;
let address: string;
beforeAll(async () => {
  [app, browser] = await Promise.all([openTestApp(), openBrowser()]);
  address = `http://127.0.0.1:${(await app.serve({ port: 0, host: '127.0.0.1' })).port}`;
}, 120_000);
afterAll(async () => {
  await browser.close();
  await app.stop();
});

async function aKeeper() {
  const { authorization } = await aSignedInPerson(await aScope(app), ['admin']);
  const context = await browser.newContext({
    extraHTTPHeaders: { authorization },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(8_000);
  return watchedPage(context);
}

/** Moves the focus by Tab until it is on what this expression of the focused element says. */
async function tabTo(page: Page, wanted: string) {
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate<boolean>(`((focused) => ${wanted})(document.activeElement)`)) return;
  }
  throw new Error(`Tab never reached ${wanted}`);
}

const shows = (page: Page, words: string) =>
  until(page, `document.body.textContent.includes(${JSON.stringify(words)})`);

describe('connecting an LMS by hand', () => {
  it('goes by keyboard: copy, type, see what is wrong, mend it, and be connected [DR-17]', async () => {
    const { page, close } = await aKeeper();
    await page.goto(`${address}/admin/lms`);
    await tabTo(page, `focused.matches('a.button[href$="/registrations/new"]')`);
    await page.keyboard.press('Enter');
    await shows(page, '1. Enter this in Moodle');
    await tabTo(page, `focused.dataset.copy === 'tool-login'`);
    await page.keyboard.press('Enter');
    await until(page, `document.querySelector('[data-copy=tool-login]').textContent === 'Copied'`);
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(await page.inputValue('#tool-login'));

    const issuer = `https://${randomUUID()}.lms.example`;
    await tabTo(page, `focused.id === 'issuer'`);
    await page.keyboard.type(issuer);
    await tabTo(page, `focused.id === 'clientId'`);
    await page.keyboard.type('a-client');
    await tabTo(page, `focused.id === 'jwksUri'`);
    await page.keyboard.type('ftp://keys.lms.example');
    await tabTo(page, `focused.id === 'deploymentIds'`);
    await page.keyboard.type('2');
    await tabTo(page, `focused.matches('main form button.primary')`);
    await page.keyboard.press('Enter');
    await shows(page, 'Give an address that begins with https://');
    expect(await page.inputValue('#issuer')).toBe(issuer);
    expect(await page.inputValue('#deploymentIds')).toBe('2');

    await page.focus('#jwksUri');
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await tabTo(page, `focused.matches('main form button.primary')`);
    await page.keyboard.press('Enter');
    await shows(page, 'Connected. Open a link from a course to try it.');
    await shows(page, issuer);
    await close();
  }, 120_000);
});
