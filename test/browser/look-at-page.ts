import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../support/app.ts';

const checks = readFileSync(path.join(import.meta.dirname, 'page-checks.js'), 'utf8');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** How a page is looked at. */
export interface Look {
  readonly width: 320 | 360 | 1280;
  readonly theme: keyof typeof themes;
  readonly locale: 'en' | 'de' | 'en-XA';
}

const themes = {
  light: { colorScheme: 'light', contrast: 'no-preference' },
  dark: { colorScheme: 'dark', contrast: 'no-preference' },
  contrast: { colorScheme: 'light', contrast: 'more' },
} as const;

export const everyLook: readonly Look[] = (['en', 'de'] as const).flatMap((locale) =>
  (['light', 'dark', 'contrast'] as const).flatMap((theme) =>
    ([360, 1280] as const).map((width) => ({ locale, theme, width })),
  ),
);

export async function take(page: Page, { width, theme }: Pick<Look, 'width' | 'theme'>) {
  await page.setViewportSize({ width, height: width < 400 ? 740 : 800 });
  await page.emulateMedia({ ...themes[theme], reducedMotion: 'reduce' });
}

const ask = async (page: Page, question: string) =>
  (await page.evaluate(`${checks.trimEnd().replace(/;$/, '')}.${question}`)) as string[];

export const overflowing = (page: Page) => ask(page, 'overflowing()');
export const clipped = (page: Page) => ask(page, 'clipped()');
/** `data` are the words of rows that the test made. */
export const hardCoded = (page: Page, data: readonly string[]) => ask(page, `hardCoded(${JSON.stringify(data)})`);

/** The kinds of notice that the scripts show. */
const noticeKinds = globSync('views/assets/*.js', { cwd: root })
  .map((file) => readFileSync(path.join(root, file), 'utf8'))
  .flatMap((script) => [...script.matchAll(/showNotice\([^)]*\)/g)])
  .flatMap(([call]) => [...call.matchAll(/'([a-z][\w-]+)'/g)].map(([, kind = '']) => kind));

export const untitled = (page: Page) => ask(page, 'untitled()');
export const wordless = (page: Page) => ask(page, `wordless(${JSON.stringify([...new Set(noticeKinds)])})`);

/** The same page with letters twice as large, as a browser's setting makes them. */
export async function overflowingEnlarged(page: Page) {
  await page.evaluate("document.documentElement.style.fontSize = '200%'");
  const found = await overflowing(page);
  await page.evaluate("document.documentElement.style.fontSize = ''");
  return found.map((words) => `with letters twice as large ${words}`);
}

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe finds by WCAG 2.2 AA and its own good practice, a sentence each. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(`${axe}; undefined`);
  const violations = (await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }).then(({ violations }) => violations)",
  )) as Violation[];
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ html, failureSummary = '' }) =>
        `${id}: ${help}: ${html.slice(0, 160)} ${failureSummary.replaceAll(/\s+/g, ' ')}`,
    ),
  );
}
