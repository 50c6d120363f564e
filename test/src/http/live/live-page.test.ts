import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publish } from '#src/http/live/publish.ts';
import { aScope, eventually, scopeIn } from '../../../support/app.ts';
import { openBrowser, type Browser } from '../../../support/browser.ts';
import { watchedPage } from '../../../support/watch-page.ts';
import { aSample, openLiveApp, type LiveApp } from './live-app.ts';
import { boardTopic } from './watched/plugin.ts';

let served: LiveApp;
let browser: Browser;
beforeAll(async () => {
  [served, browser] = await Promise.all([openLiveApp(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await served.stop();
});

const homeScope = async () => {
  const { kernel } = served.app;
  return scopeIn(served.app, (await kernel.tenants.findBySlug(kernel.config.homeOrganization)).id);
};
const count = async () => {
  const [row] = await (
    await homeScope()
  ).transaction(({ em }) => em.execute<{ count: number }[]>('select count(*)::int as count from sample'));
  return row!.count;
};

describe('a page in a browser', () => {
  it('follows the organization of its address, for whoever is not signed in', async () => {
    const scope = await aScope(served.app);
    const { page, close } = await watchedPage(browser);
    await page.goto(`${served.address}/o/${scope.organization.slug}/watched`);
    await eventually(async () => (await page.locator('#board p').textContent())?.endsWith(' 0'));
    await aSample(scope, 'the only one here');
    await scope.transaction(async (scope) => publish(scope, boardTopic, {}));
    await eventually(async () => (await page.locator('#board p').textContent())?.endsWith(' 1'));
    await close();
  });

  it('shows the state, follows what changes, and leaves alone what somebody types', async () => {
    const { page, close } = await watchedPage(browser);
    await page.goto(`${served.address}/watched`);
    const board = page.locator('#board p');
    const before = await count();
    await eventually(async () => (await board.textContent())?.endsWith(` ${before}`));
    await page.fill('#typed', 'half a sent');
    await page.focus('#typed');
    const scope = await homeScope();
    await aSample(scope, 'one more');
    await scope.transaction(async (scope) => publish(scope, boardTopic, {}));
    await eventually(async () => (await board.textContent())?.endsWith(` ${before + 1}`));
    expect(await page.inputValue('#typed')).toBe('half a sent');
    expect(await page.locator('#typed:focus').count()).toBe(1);
    await close();
    await eventually(async () => served.live.count === 0);
  });

  it('comes back by itself after a drain, to the state of that moment', async () => {
    const leaving = await openLiveApp();
    const { page, close } = await watchedPage(browser);
    await page.goto(`${leaving.address}/watched`);
    const board = page.locator('#board p');
    await eventually(async () => (await board.count()) > 0);
    await leaving.stop();
    const port = Number(new URL(leaving.address).port);
    await aSample(await homeScope(), 'made meanwhile');
    const next = await openLiveApp({}, port);
    const now = await count();
    await eventually(async () => (await board.textContent())?.endsWith(` ${now}`), 20);
    await close();
    await next.stop();
  });
});
