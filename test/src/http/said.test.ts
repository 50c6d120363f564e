import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { openTestApp } from '../../support/app.ts';
import { aBrowser, form, html, htmx } from '../../support/web.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  address = `http://127.0.0.1:${(await app.serve({ port: 0, host: '127.0.0.1' })).port}`;
});
afterAll(() => app.stop());

const saved = 'Operation successful';
const said = (text: string) => /<div id="toasts"[^>]*>([^]*?)<template/.exec(text)?.[1]?.includes(saved) ?? false;

describe('what was done', () => {
  it('is said once, on the page that a redirect leads to', async () => {
    const { cookie, headers } = await aBrowser(app, address);
    const sent = await fetch(`${address}/samples/farewell`, form({}, headers));
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/samples']);
    const [kept] = sent.headers.getSetCookie();
    expect(kept).toMatch(
      /^__Host-assay-said=kernel.done; Max-Age=60; Path=\/; Expires=.*; HttpOnly; Secure; Partitioned; SameSite=None$/,
    );
    const both = `${cookie}; ${kept!.split(';')[0]!}`;
    const page = await fetch(`${address}/samples`, { headers: { ...html, cookie: both } });
    expect(said(await page.text())).toBe(true);
    expect(page.headers.getSetCookie()[0]).toMatch(/^__Host-assay-said=; .*Expires=Thu, 01 Jan 1970/);
    expect(page.headers.get('cache-control')).toBe('no-store');
    const again = await fetch(`${address}/samples`, { headers: { ...html, cookie } });
    expect(said(await again.text())).toBe(false);
  });

  it.each(['no.such.key', 'kernel.home.hello', '%3Cb%3E', ''])(
    'is nothing where the cookie holds %j, which is no message or needs more',
    async (key) => {
      const headers = { ...html, cookie: `__Host-assay-said=${key}` };
      const page = await fetch(`${address}/auth/login`, { headers });
      expect(page.status).toBe(200);
      expect(await page.text()).toMatch(/<div id="toasts"[^>]*>\s*<\/div>/);
    },
  );

  it('is brought along by a fragment', async () => {
    const { headers } = await aBrowser(app, address);
    const sent = await fetch(`${address}/samples/farewell`, form({ stay: 'on' }, { ...headers, ...htmx }));
    expect(await sent.text()).toMatch(/<hx-partial hx-target="#toasts"[^>]*>[^]*Operation successful/);
  });
});

describe('the hue of an organization', () => {
  it('is a stylesheet of its own, for 0 to 359 and nothing else', async () => {
    const ask = (name: string) => fetch(`${address}/assets/${name}`);
    const [least, most] = await Promise.all([ask('hue-0.css'), ask('hue-359.css')]);
    expect(await least.text()).toBe('@layer tokens{:root{--hue:0}}\n');
    expect(await most.text()).toBe('@layer tokens{:root{--hue:359}}\n');
    expect(least.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(least.headers.get('content-type')).toBe('text/css; charset=utf-8');
    for (const name of ['hue-360.css', 'hue-00.css', 'hue--1.css', 'hue-1.5.css', 'hue-.css'])
      expect((await ask(name)).status).toBe(404);
  });

  it('is linked by the pages of the organization that has one', async () => {
    const { scope, cookie } = await aBrowser(app, address);
    const links = async () =>
      (await (await fetch(`${address}/samples`, { headers: { ...html, cookie } })).text()).match(/hue-\d+/g);
    expect(await links()).toBeNull();
    await scope.transaction(({ em }) =>
      em.execute('update organization set hue = 175 where id = ?', [scope.organization.id]),
    );
    app.kernel.tenants.forget(scope.organization.id);
    expect(await links()).toEqual(['hue-175']);
  });
});

it('a page looks as its reader has chosen', async () => {
  const { scope, user, cookie } = await aBrowser(app, address);
  const root = async () =>
    /<html[^>]*>/.exec(await (await fetch(`${address}/samples`, { headers: { ...html, cookie } })).text())![0];
  expect(await root()).toBe('<html lang="en">');
  const chosen = JSON.stringify({ theme: 'dark', contrast: 'more', shortcuts: false });
  await scope.transaction(({ em }) => em.execute('update "user" set preferences = ? where id = ?', [chosen, user.id]));
  expect(await root()).toBe('<html lang="en" data-theme="dark" data-contrast="more" data-shortcuts="off">');
});

it('an address that leads nowhere has a page that leads back [S-10]', async () => {
  const { cookie } = await aBrowser(app, address);
  const page = await fetch(`${address}/challenges/nothing-here`, { headers: { ...html, cookie } });
  expect(page.status).toBe(404);
  expect(await page.text()).toMatch(/<title>[^<]+ · Assay<\/title>[^]*<a class="button" href="\/">/);
});

it('the styleguide is for this machine only', async () => {
  expect((await fetch(`${address}/styleguide`)).status).toBe(200);
  expect((await fetch(`${address}/styleguide`, { headers: { ...html, 'x-forwarded-for': '192.0.2.1' } })).status).toBe(
    404,
  );
});
