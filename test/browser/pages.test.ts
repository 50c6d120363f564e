import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext } from 'playwright-core';
import type { App } from '#src/app.ts';
import { loadPlugins } from '#src/load-plugins.ts';
import { pseudoLocale } from '#src/messages/locale.ts';
import { aScope, openTestApp, root, testDatabase } from '../support/app.ts';
import { openBrowser, type Browser } from '../support/browser.ts';
import { marker } from '../support/factories.ts';
import { openPages, pageRoutes, type OpenPage } from '../support/pages.ts';
import { everyReader, type Reader } from '../support/readers.ts';
import {
  accessibilityProblems,
  clipped,
  everyLook,
  hardCoded,
  overflowing,
  overflowingEnlarged,
  take,
  untitled,
  wordless,
  type Look,
} from './look-at-page.ts';
import { watchedPage, type WatchedPage } from '../support/watch-page.ts';

const isLong = process.env.ASSAY_LONG === '1';
const routes = pageRoutes(await loadPlugins(root, null));
/** What the factories write into problems and submissions, and languages by their own names. */
const wordsOfProblems = [
  'Read two numbers and write their|sum|Small numbers|Large numbers|arithmetic|numbers',
  '# begin here|print(sum(map(int, input().split())))|main.py|python',
  'Python|JavaScript|TypeScript|Java|C++|C|Go|Rust|C#|Kotlin|PHP|Ruby|Bash',
].flatMap((words) => words.split('|'));
const pictures = path.join(root, '.data/screenshots');

let app: App;
let browser: Browser;
let address: string;
let data: readonly string[];
let pages: readonly OpenPage[];
const open = new Map<Reader, WatchedPage & { takeErrors(): string[] }>();

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  // Operators see every organization: other tests' rows would be words that this one does not know.
  const { appUrl } = await testDatabase(`assay_pages_${process.pid}`);
  [app, browser] = await Promise.all([openTestApp({ databaseUrl: appUrl }), openBrowser()]);
  address = `http://127.0.0.1:${(await app.serve({ port: 0, host: '127.0.0.1' })).port}`;
  const scope = await aScope(app);
  const home = await app.kernel.tenants.findBySlug(app.kernel.config.homeOrganization);
  data = [
    ...wordsOfProblems,
    home.name,
    scope.organization.name,
    scope.organization.slug,
    'Somebody',
    'S',
    'Olga',
    'O',
    marker,
    'Assay',
  ];
  const readers = await everyReader(app, scope);
  pages = await openPages(routes, address, scope, readers);
  for (const reader of readers) {
    const context = await browser.newContext({ extraHTTPHeaders: reader.headers });
    context.setDefaultTimeout(8_000);
    open.set(reader, await pageWithErrors(context));
  }
}, 120_000);
afterAll(async () => {
  await browser.close();
  await app.stop();
});

/** Chromium says so of the page itself, where a link of a mail was used or never was. */
const refused = /the server responded with a status of (404|410|422)/;

async function pageWithErrors(context: BrowserContext) {
  const watched = await watchedPage(context);
  const errors: string[] = [];
  watched.page.on('console', (message) => {
    if (message.type() === 'error' && !refused.test(message.text())) errors.push(message.text());
  });
  return { ...watched, takeErrors: () => errors.splice(0) };
}

const pageOf = (route: string) => pages.find((page) => page.route.path === route)!;

async function go(reader: Reader, { path: at }: OpenPage, locale: Look['locale']) {
  const watched = open.get(reader)!;
  watched.takeErrors();
  await watched.page.goto(`${address}${reader.entrance}${at}?locale=${locale}`);
  return watched;
}

/** Names the picture for page, reader and look, so that a folder of them can be leafed through. */
const picture = ({ route }: OpenPage, { who }: Reader, { width, theme, locale }: Look) =>
  path.join(
    pictures,
    `${route.path.slice(1).replaceAll(/[/:]+/g, '-') || 'home'}-${who}-${width}-${theme}-${locale}.png`,
  );

const told = (reader: Reader, words: string, problems: readonly string[]) =>
  problems.map((problem) => `${reader.who}, ${words}: ${problem}`);

/** In the short run the strongest, and whoever is not signed in. */
const whoLooks = ({ readers }: OpenPage) =>
  isLong ? readers : readers.filter((reader, place) => place === 0 || reader.who === 'nobody');

/** In the short run one look at each page, so that the pages together are looked at in every way. */
const looksAt = (page: OpenPage, reader: Reader) =>
  isLong ? everyLook : page.readers[0] === reader ? [everyLook[(pages.indexOf(page) * 5) % everyLook.length]!] : [];

describe('every page', () => {
  it('can be opened by somebody', () => {
    const closed = pages.filter(({ readers }) => readers.length === 0).map(({ route }) => route.path);
    expect(closed).toEqual([]);
  });
});

describe.each(routes.map((route) => ({ route: route.path })))('$route', ({ route }) => {
  it('has a title, room for longer words and larger letters, and no text that is in no language file [S-04][S-09]', async () => {
    const page = pageOf(route);
    const problems: string[] = [];
    for (const reader of whoLooks(page)) {
      const { page: window, check, takeErrors } = await go(reader, page, pseudoLocale);
      problems.push(...told(reader, 'not in brackets', await hardCoded(window, data)));
      problems.push(...told(reader, 'brings no words for', await wordless(window)));
      problems.push(...told(reader, 'has no title of its own', await untitled(window)));
      for (const width of [320, 360, 1280] as const) {
        await take(window, { width, theme: 'light' });
        problems.push(...told(reader, `${width} px wide`, await overflowing(window)));
        problems.push(...told(reader, `cut off at ${width} px`, await clipped(window)));
      }
      problems.push(...told(reader, '1280 px wide', await overflowingEnlarged(window)));
      await check();
      problems.push(...told(reader, 'the console', takeErrors()));
    }
    expect(problems).toEqual([]);
  }, 120_000);

  it('breaks no rule of WCAG that a program can tell, by day, by night and in high contrast [S-01][S-03][S-04]', async () => {
    const page = pageOf(route);
    const problems: string[] = [];
    for (const reader of page.readers) {
      for (const look of looksAt(page, reader)) {
        const { page: window, check } = await go(reader, page, look.locale);
        await take(window, look);
        const words = `${look.width} px, ${look.theme}, ${look.locale}`;
        problems.push(...told(reader, words, await accessibilityProblems(window)));
        problems.push(...told(reader, words, await overflowing(window)));
        await window.screenshot({ path: picture(page, reader, look), fullPage: true });
        await check();
      }
    }
    expect(problems).toEqual([]);
  }, 300_000);
});
