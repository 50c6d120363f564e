import type { Browser, CDPSession, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { openPages, pageRoutes, type OpenPage } from '../support/pages.ts';
import { everyReader, type Reader } from '../support/readers.ts';
import { mostStatements, ofThePage, watchStatements } from '../support/watch-statements.ts';
import { watchedPage } from '../support/watch-page.ts';
import { html } from '../support/web.ts';
import type { Report } from './report.ts';
import { aScratchScope, withScratch, type Scratch } from './scratch.ts';

/** A browser that has never been here, on a processor four times slower than this one. */
const slowdown = 4;
/** The best paint tells what the page costs; the others also tell what else this machine did. */
const loads = 5;

/** What every page costs whoever opens it for the first time: bytes, statements, and how soon and how calmly it is there. */
export default async function pagesBench(report: Report) {
  await withScratch(async (scratch) => {
    const browser = await openBrowser();
    try {
      await measurePages(scratch, browser, report);
    } finally {
      await browser.close();
    }
  });
}

async function measurePages(scratch: Scratch, browser: Browser, report: Report) {
  const watching = watchStatements();
  const app = await scratch.open({ works: false });
  const address = `http://127.0.0.1:${(await app.serve({ port: 0, host: '127.0.0.1' })).port}`;
  const scope = await aScratchScope(app);
  const pages = await openPages(pageRoutes(app.kernel.plugins), address, scope, await everyReader(app, scope));
  // The first page pays for the start of the browser.
  await load(browser, `${address}/auth/login`, {});
  for (const page of pages) {
    const [reader] = page.readers;
    if (!reader) continue;
    watching.take();
    await measurePage(browser, `${address}${reader.entrance}${page.path}`, page, reader, report);
    report({
      metric: `${nameOf(page, reader)}, statements`,
      value: await statementsOf(`${address}${reader.entrance}${page.path}`, reader, watching),
      unit: 'statements',
      goal: { atMost: mostStatements },
    });
  }
  watching.stop();
  await app.stop();
}

const nameOf = ({ route }: OpenPage, { who }: Reader) => `${route.path} for ${who}`;

async function statementsOf(url: string, { headers }: Reader, watching: ReturnType<typeof watchStatements>) {
  await new Promise((done) => setTimeout(done, 200));
  watching.take();
  await (await fetch(url, { headers: { ...html, ...headers } })).text();
  return ofThePage(watching.take()).length;
}

async function measurePage(browser: Browser, url: string, page: OpenPage, reader: Reader, report: Report) {
  const seen: Seen[] = [];
  for (let count = 0; count < loads; count += 1) seen.push(await load(browser, url, reader.headers));
  const name = nameOf(page, reader);
  const most = (values: readonly number[]) => Math.max(...values);
  report({
    metric: `${name}, over the wire`,
    value: most(seen.map(({ bytes }) => bytes)) / 1000,
    unit: 'kB',
    goal: { atMost: 60 },
  });
  report({
    metric: `${name}, first contentful paint on a processor ${slowdown} times slower, best of ${loads}`,
    value: Math.min(...seen.map(({ paintMs }) => paintMs)),
    unit: 'ms',
    goal: { atMost: 1000 },
  });
  report({
    metric: `${name}, layout shift`,
    value: most(seen.map(({ shift }) => shift)),
    unit: '',
    goal: { atMost: 0.02 },
  });
}

interface Seen {
  /** Headers and bodies of all that came, compressed as it was sent. */
  readonly bytes: number;
  readonly paintMs: number;
  readonly shift: number;
}

const watchShifts = `window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: 'layout-shift', buffered: true });`;

/** Opens the address in a context of its own, so that nothing is cached. */
async function load(browser: Browser, url: string, headers: Reader['headers']): Promise<Seen> {
  const context = await browser.newContext({ extraHTTPHeaders: headers });
  try {
    const { page, check } = await watchedPage(context);
    const client = await context.newCDPSession(page);
    const bytes = await countBytes(client);
    await client.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await page.addInitScript(watchShifts);
    await page.goto(url);
    // A page that follows a stream is never idle.
    await page.waitForTimeout(500);
    await check();
    return { bytes: bytes(), ...(await figuresOf(page)) };
  } finally {
    await context.close();
  }
}

async function countBytes(client: CDPSession) {
  let bytes = 0;
  client.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await client.send('Network.enable');
  return () => bytes;
}

const figuresOf = (page: Page): Promise<{ paintMs: number; shift: number }> =>
  page.evaluate(`({
    paintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    shift: window.shifted,
  })`);
