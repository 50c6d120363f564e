import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openBrowser, type Browser } from '../support/browser.ts';
import { watchedPage, type WatchedPage } from '../support/watch-page.ts';
import {
  accessibilityProblems,
  clipped,
  hardCoded,
  overflowing,
  overflowingEnlarged,
  take,
  untitled,
  wordless,
} from './look-at-page.ts';

// What is told of pages is only worth something if it is told of bad ones.
let browser: Browser;
let watched: WatchedPage;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  watched = await watchedPage(browser);
  ({ page } = watched);
});
afterAll(async () => {
  await watched.close();
  await browser.close();
});
beforeEach(() => take(page, { width: 360, theme: 'light' }));

const show = (body: string, style = '') =>
  page.setContent(`<!doctype html><html lang="en-XA"><head><title>⟦Þàǧé⟧ · Assay</title><style>${style}</style></head>
    <body><main><h1>⟦Þàǧé⟧</h1>${body}</main></body></html>`);

describe('a page', () => {
  it('that is wider than its window is told with what makes it so', async () => {
    await show('<p id="wide" style="width: 400px">⟦ŵîîďé⟧</p>');
    expect(await overflowing(page)).toEqual([expect.stringMatching(/^408 px in 360 px: .*p#wide "⟦ŵîîďé⟧"$/)]);
    await show('<div style="overflow-x: auto"><p style="width: 400px">⟦ŵîîďé⟧</p></div>');
    expect(await overflowing(page)).toEqual([]);
  });

  it('that has no room for larger letters is told', async () => {
    await show('<p style="width: 14rem; white-space: nowrap">⟦ŵîîďé⟧</p>');
    expect(await overflowing(page)).toEqual([]);
    expect(await overflowingEnlarged(page)).toEqual([expect.stringContaining('with letters twice as large')]);
  });

  it('that cuts text off is told, unless a title tells the whole of it', async () => {
    const cut = 'width: 60px; overflow: hidden; white-space: nowrap';
    await show(`<p id="a" style="${cut}">⟦à ļöñǧ ţéẋţ⟧</p><p style="${cut}" title="⟦à ļöñǧ ţéẋţ⟧">⟦à ļöñǧ ţéẋţ⟧</p>
      <p id="b" style="height: 10px; overflow: clip">⟦ĥîîǧĥ⟧</p>`);
    expect(await clipped(page)).toEqual(['p#a "⟦à ļöñǧ ţéẋţ⟧"', 'p#b "⟦ĥîîǧĥ⟧"']);
  });

  it('that holds text of no language file is told, wherever it stands', async () => {
    await show(`<p title="A title">⟦ţéẋţ ⟦îñ⟧ ţéẋţ⟧ Ada Lovelace in English</p><img alt="A picture" src="data:,">
      <input placeholder="Name"><template><b>Ready</b></template><button aria-label="Open">⟦Ö⟧</button>
      <p>Ada Lovelace</p><p>A</p><p>12:30</p><p>v24.1</p><p>https://a.example/b</p><p>Africa/Addis Ababa</p><time>May</time>
      <code>code</code><p translate="no">PostgreSQL</p><p lang="de">Deutsch und mehr</p><script>'script'</script>`);
    expect(await hardCoded(page, ['Ada Lovelace', 'A', 'Assay'])).toEqual([
      ' in English',
      'A title',
      'A picture',
      'Name',
      'Open',
      'Ready',
    ]);
  });

  it('that has no title of its own is told', async () => {
    await show('');
    expect(await untitled(page)).toEqual(['no og:title']);
    await page.setContent(
      '<!doctype html><html lang="en"><title>Assay</title><meta property="og:title" content="Assay">',
    );
    expect(await untitled(page)).toEqual(['title "Assay"']);
  });

  it('that brings no words for the notices of its scripts is told', async () => {
    await show('<div id="notices"></div><template data-notice="failed">⟦ƒàîîļ⟧</template>');
    expect((await wordless(page)).toSorted()).toEqual(['ended', 'other-person', 'unreachable']);
  });

  it('that breaks a rule of accessibility is told, in the colours of the theme', async () => {
    await show(
      '<img src="data:,"><p>⟦ţéẋţ⟧</p>',
      'p { background: white; color: black } @media (prefers-color-scheme: dark) { p { color: #ddd } }',
    );
    expect(await accessibilityProblems(page)).toEqual([expect.stringMatching(/^image-alt: .*<img src="data:,">/)]);
    await take(page, { width: 360, theme: 'dark' });
    expect((await accessibilityProblems(page)).join()).toMatch(/color-contrast/);
  });
});
