import type { Browser, BrowserContext, Page } from 'playwright-core';
import { failOnViolation } from './csp.ts';

export interface WatchedPage {
  readonly page: Page;
  /** Throws an Error for a violation of a Content-Security-Policy or a script that failed. */
  check(): Promise<void>;
  /** Checks, and closes the page in any case. */
  close(): Promise<void>;
}

/** A new page, in which nothing may be blocked and no script may fail. The only place where tests open one. */
export async function watchedPage(browser: Browser | BrowserContext): Promise<WatchedPage> {
  const page = await browser.newPage();
  const violations = await failOnViolation(page);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  // A refused frame and a refused redirect of a form are told on the console only.
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) errors.push(message.text());
  });
  const check = async () => {
    await violations();
    if (errors.length > 0) throw new Error(`The page failed:\n${errors.join('\n')}`);
  };
  return {
    page,
    check,
    async close() {
      try {
        await check();
      } finally {
        await page.close();
      }
    },
  };
}
