import type { Page } from 'playwright-core';

const watch = `document.addEventListener('securitypolicyviolation', (event) => {
  const { effectiveDirective, blockedURI, documentURI, sourceFile, lineNumber, sample } = event;
  const at = sourceFile + ':' + lineNumber;
  reportViolation(effectiveDirective + ' blocked ' + blockedURI + ' in ' + documentURI + ' (' + at + ') ' + sample);
});`;

/**
 * Watches every document and frame that this page opens from now on. What it returns throws an Error that lists each
 * violation of a Content-Security-Policy so far; to be called before the page is closed.
 */
export async function failOnViolation(page: Page): Promise<() => Promise<void>> {
  const violations: string[] = [];
  await page.exposeBinding('reportViolation', (_source, violation: string) => void violations.push(violation));
  await page.addInitScript(watch);
  return async () => {
    // What the page reported arrives before the answer to a question asked later.
    await page.evaluate('new Promise((done) => setTimeout(done))');
    if (violations.length > 0) throw new Error(`The page broke its Content-Security-Policy:\n${violations.join('\n')}`);
  };
}
