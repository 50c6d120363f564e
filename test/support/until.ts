import type { Frame, Page } from 'playwright-core';
import { eventually } from './app.ts';

/**
 * Waits until an expression is true in a page. Asked from outside each time: Playwright's own waiting evaluates text inside the
 * page, which our policy forbids. A page that is just being left has no answer yet.
 */
export const until = (page: Page | Frame, expression: string) =>
  eventually(() => page.evaluate<boolean>(expression).catch(() => false));
