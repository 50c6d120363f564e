import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Organization } from '#src/people/organization.entity.ts';
import { anInstallationScope, anOrganization, openTestApp } from '../support/app.ts';
import { openBrowser, type Browser } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { aPerson, password } from '../support/web.ts';
import { aScope } from '../support/app.ts';
import { readMessage, startSink, type Sink } from '../src/mail/smtp-sink.ts';
import { eventually } from '../support/app.ts';
import { freePort } from './open-tool.ts';
import { watchedPage } from '../support/watch-page.ts';
import type { App } from '#src/app.ts';

let app: App;
let sink: Sink;
let browser: Browser;
let address: string;

beforeAll(async () => {
  [sink, browser] = await Promise.all([startSink(), openBrowser()]);
  const port = await freePort();
  address = `http://localhost:${port}`;
  const environment = { PUBLIC_URL: address, SMTP_URL: `smtp://127.0.0.1:${sink.port}` };
  app = await openTestApp({ works: true, environment });
  await app.serve({ port, host: '127.0.0.1' });
});
afterAll(async () => {
  await browser.close();
  await app.stop();
  await sink.stop();
});

async function anEntrance() {
  const { id, slug } = await anOrganization(app);
  const rules = { allowPublicJoin: true, requireApproval: false };
  await anInstallationScope(app).transaction(({ em }) => em.nativeUpdate(Organization, { id }, rules));
  return `${address}/o/${slug}`;
}

/** Moves the focus by Tab until it is on what this expression of the focused element says. */
async function tabTo(page: Page, wanted: string) {
  for (let steps = 0; steps < 40; steps += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate<boolean>(`((focused) => ${wanted})(document.activeElement)`)) return;
  }
  throw new Error(`Tab never reached ${wanted}`);
}
const field = (name: string) => `focused.name === '${name}'`;

async function fillByKeyboard(page: Page, fields: Record<string, string>) {
  for (const [name, text] of Object.entries(fields)) {
    await tabTo(page, field(name));
    await page.keyboard.type(text);
  }
}
const reads = (page: Page, text: string) =>
  until(page, `document.querySelector('h1')?.textContent.trim() === ${JSON.stringify(text)}`);

const mailedTo = async (email: string) => {
  const messages = () => sink.taken.map(readMessage).filter(({ headers }) => headers.to?.includes(email));
  const message = await eventually(async () => messages().at(-1), 20);
  return {
    text: message.parts['text/plain'] ?? '',
    link: /https?:\/\/\S+token=\S+/.exec(message.parts['text/plain'] ?? '')![0],
  };
};

const words = {
  en: {
    mail: 'Look into your mail',
    confirm: 'Confirm your address',
    profile: 'Your profile',
    letter: 'Open the link within 24 hours',
  },
  de: {
    mail: 'Sehen Sie in Ihre E-Mails',
    confirm: 'Adresse bestätigen',
    profile: 'Ihr Profil',
    letter: 'Öffnen Sie den Link innerhalb von 24 Stunden',
  },
} as const;

describe('from signing up to being signed in', () => {
  it.each(['en', 'de'] as const)(
    'takes a keyboard only, in %s [A-08][A-19][A-10]',
    async (locale) => {
      const entrance = await anEntrance();
      const context = await browser.newContext({ locale });
      context.setDefaultTimeout(8_000);
      const watched = await watchedPage(context);
      const { page } = watched;
      const email = `${randomUUID()}@example.edu`;
      const secret = 'seven green lanterns';

      await page.goto(`${entrance}/auth/login`);
      await tabTo(page, `focused.matches('main a[href$="/auth/register"]')`);
      await page.keyboard.press('Enter');
      await until(page, `location.pathname.endsWith('/auth/register')`);
      await fillByKeyboard(page, { name: 'Grace Hopper', email, password: secret });
      await page.keyboard.press('Enter');
      await reads(page, words[locale].mail);

      const { text, link } = await mailedTo(email);
      expect(text).toContain(words[locale].letter);
      await page.goto(link);
      await reads(page, words[locale].confirm);
      await fillByKeyboard(page, { password: secret });
      await page.keyboard.press('Enter');
      await until(page, `location.pathname === '/'`);
      await page.goto(`${address}/account`);
      await reads(page, words[locale].profile);
      expect(await page.evaluate(`document.querySelector('[name=name]').value`)).toBe('Grace Hopper');
      await watched.check();
      await context.close();
    },
    60_000,
  );
});

describe('with JavaScript blocked', () => {
  it('people sign in, change their profile, and sign out [A-10][A-11]', async () => {
    const scope = await aScope(app);
    const { email } = await aPerson(app, ['learner'], Promise.resolve(scope));
    const context = await browser.newContext({ locale: 'en' });
    // Nothing stands inline in a page, so that without these files there is no script at all.
    await context.route(
      ({ pathname }) => pathname.endsWith('.js'),
      (route) => route.abort(),
    );
    context.setDefaultTimeout(8_000);
    const watched = await watchedPage(context);
    const { page } = watched;
    await page.goto(`${address}/o/${scope.organization.slug}/auth/login?next=/account/profile`);
    await page.fill('#email', email);
    await page.fill('#password', 'wrong password');
    await page.click('main button.primary');
    expect(await page.textContent('main [role=alert]')).toContain('do not belong together');
    expect(await page.inputValue('#email')).toBe(email);
    await page.fill('#password', password);
    await page.click('main button.primary');
    expect(new URL(page.url()).pathname).toBe('/account/profile');
    await page.fill('#bio', 'Written without script.');
    await page.click('form[action="/account/profile"] button');
    expect(await page.textContent('#toasts')).toContain('Your profile is saved.');
    expect(await page.inputValue('#bio')).toBe('Written without script.');
    await page.click('.site-bar details summary');
    await page.click('form[action="/auth/logout"] button');
    expect(new URL(page.url()).pathname).toContain('/auth/login');
    expect((await context.cookies()).filter(({ name }) => name === '__Host-assay')).toEqual([]);
    await watched.close();
    await context.close();
  }, 120_000);
});
