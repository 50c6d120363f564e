import type { Browser } from 'playwright-core';
import { openBrowser } from '../../support/browser.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { mostStatements, ofThePage, watchStatements } from '../../support/watch-statements.ts';
import { watchedPage } from '../../support/watch-page.ts';
import { html } from '../../support/web.ts';
import { quantile, type Measurement, type Report } from '../report.ts';
import { aScratchScope, withScratch, type Scratch } from '../scratch.ts';
import { tenSums } from './ten-sums.ts';

/** Of a processor beside this one. */
const slowdown = 4;
const loads = 7;

/** The page on which a student works, opened by a browser that has never been here. */
export const measureWorkspace = (report: Report): Promise<void> =>
  withScratch(async (scratch) => {
    const browser = await openBrowser();
    try {
      await measure(scratch, browser, report);
    } finally {
      await browser.close();
    }
  });

async function measure(scratch: Scratch, browser: Browser, report: Report) {
  const watching = watchStatements();
  const app = await scratch.open({ works: false });
  const address = `http://127.0.0.1:${(await app.serve({ port: 0, host: '127.0.0.1' })).port}`;
  const scope = await aScratchScope(app);
  const { id } = await tenSums(scope);
  const { authorization } = await aSignedInPerson(scope, ['learner']);
  const url = `${address}/problems/${id}/solve`;
  const headers = { ...html, authorization };
  await load(browser, url, headers);
  watching.take();
  await (await fetch(url, { headers })).text();
  const statements = ofThePage(watching.take()).length;
  watching.stop();
  const seen: Seen[] = [];
  for (let count = 0; count < loads; count += 1) seen.push(await load(browser, url, headers));
  await app.stop();
  const metric = 'the page on which a student works';
  const most = Math.max(...seen.map(({ bytes }) => bytes));
  report({ metric: `${metric}, statements`, value: statements, unit: 'statements', goal: { atMost: mostStatements } });
  report({ metric: `${metric}, over the wire with the editor`, value: most / 1000, unit: 'kB', goal: { atMost: 250 } });
  const slowly = `${slowdown} times slower and nothing cached, median of ${loads}`;
  const tell = (what: string, times: readonly number[], goal: Measurement['goal']) =>
    report({
      metric: `${metric}, ${what}, ${slowly}`,
      value: quantile(times, 0.5),
      unit: 'ms',
      goal,
      peer: { name: 'the best of them, ms', value: Math.min(...times) },
    });
  const times = (of: (one: Seen) => number) => seen.map(of);
  tell(
    'until one can read, type and run',
    times(({ usableMs }) => usableMs),
    { atMost: 1_500 },
  );
  tell(
    'until the editor has taken over what was typed',
    times(({ editorMs }) => editorMs),
    null,
  );
  tell(
    'the slowest letter meanwhile',
    times(({ slowestKeyMs }) => slowestKeyMs),
    null,
  );
}

interface Seen {
  readonly bytes: number;
  /** From the start of the navigation until the page is painted and its area for code takes letters. */
  readonly usableMs: number;
  /** Until the editor has taken its place, with the letters. */
  readonly editorMs: number;
  /** From the key until what it does is painted. */
  readonly slowestKeyMs: number;
}

const watch = `
const when = (selector, then) => new MutationObserver((_changes, observer) => {
  if (!document.querySelector(selector)) return;
  observer.disconnect();
  // After what is being done has been painted, the next key is heard: it goes before scripts that still wait to run.
  requestAnimationFrame(() => scheduler.postTask(then, { priority: 'user-blocking' }));
}).observe(document, { childList: true, subtree: true, attributes: true });
when('.work [data-act=submit]', () => { window.usableMs = performance.now(); });
when('.cm-editor .cm-content[contenteditable="true"]', () => { window.editorMs = performance.now(); });
window.slowestKeyMs = 0;
new PerformanceObserver((list) => {
  for (const { name, duration } of list.getEntries())
    if (name === 'keydown') window.slowestKeyMs = Math.max(window.slowestKeyMs, duration);
}).observe({ type: 'event', durationThreshold: 16, buffered: true });`;

const letters = 'abcdefghijklmnopqrst';

async function load(browser: Browser, url: string, headers: Record<string, string>): Promise<Seen> {
  const context = await browser.newContext({ extraHTTPHeaders: headers });
  try {
    const { page, check } = await watchedPage(context);
    const client = await context.newCDPSession(page);
    let bytes = 0;
    client.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await client.send('Network.enable');
    await client.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    // A launch has come from the same address: its browser's process stands, and has nothing of the page.
    await page.goto(new URL('/readyz', url).href);
    bytes = 0;
    await page.addInitScript(watch);
    await page.goto(url, { waitUntil: 'commit' });
    await page.waitForFunction(() => 'usableMs' in globalThis);
    await page.evaluate(`(document.querySelector('.cm-content') ?? document.querySelector('textarea.source')).focus()`);
    await page.keyboard.type(letters, { delay: 80 });
    await page.waitForFunction(() => 'editorMs' in globalThis);
    // What is fetched behind it counts as well.
    await page.waitForTimeout(1_000);
    const code = await page.innerText('.cm-content');
    if (!code.includes(letters)) throw new Error(`letters were lost: ${code}`);
    await check();
    const [usableMs, editorMs, slowestKeyMs] = await page.evaluate<[number, number, number]>(
      '[usableMs, editorMs, slowestKeyMs]',
    );
    return { bytes, usableMs, editorMs, slowestKeyMs };
  } finally {
    await context.close();
  }
}
