import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openAssets, type Assets } from '#src/http/assets/assets.ts';
import { openBrowser, type Browser } from '../../../support/browser.ts';
import { watchedPage, type WatchedPage } from '../../../support/watch-page.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { makeAssetTree } from './asset-tree.ts';
import { fragment, servePage, type TriedPage } from './tried-page.ts';
import { until } from '../../../support/until.ts';

const folder = temporaryFolder();
let browser: Browser;
let assets: Assets;
let page: Page;
let served: TriedPage;
let watched: WatchedPage;

const bundle = (name: string, files: Record<string, string> = {}) => {
  const root = path.join(folder, name);
  mkdirSync(root);
  return openAssets({
    root: makeAssetTree(root, files),
    folders: ['plugins/rooms'],
    cacheFolder: path.join(root, '.data'),
    sourceMaps: true,
  });
};

beforeAll(async () => {
  [browser, assets] = await Promise.all([
    openBrowser(),
    bundle('own', {
      'plugins/rooms/assets/room.js':
        "document.addEventListener('alpine:init', () => window.Alpine.data('room', () => ({ name: 'the room' })));",
    }),
  ]);
});
afterAll(() => browser.close());

async function visit(
  ...[body, answers = {}, head, from = assets]: [
    body: string,
    answers?: Parameters<typeof servePage>[2],
    head?: string,
    from?: Assets,
  ]
) {
  served = await servePage(from, body, answers, head);
  watched = await watchedPage(browser);
  ({ page } = watched);
  await page.goto(served.address);
}

afterEach(async () => {
  try {
    await watched.close();
  } finally {
    served.close();
  }
});

const text = (selector: string) => page.locator(selector).innerText();
const focused = () => page.evaluate('document.activeElement.id || document.activeElement.localName');
const headersOf = (what: string) => served.seen.findLast((request) => request.what === what)?.headers;

describe('app.css', () => {
  it('sets tokens, gives the reader their theme and their contrast, and loads under the policy', async () => {
    await visit('<h1>Title</h1><button id="b">Send</button>');
    const look = () =>
      page.evaluate(`[getComputedStyle(document.documentElement).backgroundColor,
      getComputedStyle(document.getElementById('b')).borderRadius]`);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await look()).toEqual(['oklch(0.975 0.004 255)', '6px']);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await look()).toEqual(['oklch(0.185 0.01 255)', '6px']);
    await page.emulateMedia({ contrast: 'more' });
    expect(await look()).toEqual(['rgb(0, 0, 0)', '6px']);
    await page.evaluate("document.documentElement.dataset.theme = 'light'");
    expect(await look()).toEqual(['rgb(255, 255, 255)', '6px']);
  });
});

describe('app.js: requests', () => {
  it('says on each for which session the page was drawn, and on changes has the token too', async () => {
    await visit('<button id="a" hx-get="/read">Read</button><button id="b" hx-delete="/row">Delete</button>', {
      '/read': fragment('read'),
      '/row': fragment('gone'),
    });
    await page.click('#a');
    await until(page, "document.getElementById('a').textContent === 'read'");
    await page.click('#b');
    await until(page, "document.getElementById('b').textContent === 'gone'");
    expect(headersOf('GET /read')).toMatchObject({ 'x-assay-session': 'public-id', 'hx-request': 'true' });
    expect(headersOf('GET /read')).not.toHaveProperty('x-csrf-token');
    expect(headersOf('GET /read')).not.toHaveProperty('authorization');
    expect(headersOf('DELETE /row')).toMatchObject({ 'x-assay-session': 'public-id', 'x-csrf-token': 'token' });
  });

  it('carries a bearer that a script of ours keeps, on swaps and on streams, out of the reach of others', async () => {
    const own = await bundle('with-bearer', {
      'views/assets/parts.css': '',
      'views/assets/answers.js':
        "import { keepBearer } from './bearer.js'; export const guardAnswers = () => keepBearer('as_secret');",
    });
    await visit(
      '<button hx-get="/read">Read</button><div hx-sse:connect="/stream" id="s"></div>',
      { '/read': fragment('read'), '/stream': stream('<b>state</b>') },
      '',
      own,
    );
    await page.click('button');
    await page.waitForSelector('#s b');
    expect(headersOf('GET /read')).toMatchObject({ authorization: 'Bearer as_secret' });
    expect(headersOf('GET /stream')).toMatchObject({ authorization: 'Bearer as_secret' });
    expect(await page.evaluate("Object.keys(window).filter((key) => window[key] === 'as_secret')")).toEqual([]);
  });
});

describe('app.js: answers', () => {
  it('are swapped, with what Alpine does in them, and components of plugins are there', async () => {
    const component = `<div x-data="{ open: false }"><button id="t" @click="open = !open">Toggle</button>
      <p id="p" x-show="open">Shown</p></div><p id="r" x-data="room" x-text="name"></p>`;
    const script = `<script defer src="${assets.url('plugins/rooms/room.js')}"></script>`;
    await visit(
      '<div id="in"></div><button id="g" hx-get="/part" hx-target="#in">Get</button>',
      {
        '/part': fragment(component),
      },
      script,
    );
    await page.click('#g');
    await until(page, "document.getElementById('r')?.textContent === 'the room'");
    expect(await page.isVisible('#p')).toBe(false);
    await page.click('#t');
    await page.waitForSelector('#p', { state: 'visible' });
  });

  it('that refuse are swapped when they are fragments: the form comes back with its errors', async () => {
    await visit('<form hx-post="/form" hx-target="this" id="f"><input name="title"><button>Send</button></form>', {
      '/form': fragment('<p id="e">A title is missing.</p>', 422),
    });
    await page.click('button');
    await page.waitForSelector('#f #e');
    expect(await page.locator('#notices .notice').count()).toBe(0);
  });

  it.each([
    ['a whole page of a proxy', fragment('<!doctype html><html><body>502</body></html>', 502)],
    ['plain text', (_req, res) => res.status(404).type('text').send('Not found')],
    ['JSON', (_req, res) => res.json({ success: true })],
    ['nothing', fragment('', 500)],
  ] satisfies [string, Parameters<typeof servePage>[2][string]][])(
    'that are no fragment (%s) leave the page as it is, and a message tells',
    async (_what, answer) => {
      await visit('<div id="in">As it was</div><button hx-get="/part" hx-target="#in">Get</button>', {
        '/part': answer,
      });
      await page.click('button');
      await page.waitForSelector('#notices[role=alert] .notice');
      expect(await text('#in')).toBe('As it was');
    },
  );

  it('for another person are not shown; the message is, in the words of the page', async () => {
    await visit(
      `<template data-notice="other-person"><p id="o">Jemand anderes</p></template>
       <div id="in">Mine</div><button id="g" hx-post="/part" hx-target="#in">Get</button>`,
      { '/part': (_req, res) => res.status(409).set('X-Assay-Other-Person', '1').type('html').send('<p>Theirs</p>') },
    );
    await page.click('#g');
    await page.waitForSelector('#notices #o');
    expect(await text('#in')).toBe('Mine');
  });

  it('with 409 alone are a fragment like others: a stale save shows both texts', async () => {
    await visit('<div id="in"></div><button hx-post="/part" hx-target="#in">Save</button>', {
      '/part': fragment('<p id="both">Both texts</p>', 409),
    });
    await page.click('button');
    await page.waitForSelector('#both');
  });

  it('that never come are told, and the next thing that works takes the message away', async () => {
    let isUp = false;
    await visit('<div id="in">As it was</div><button hx-get="/part" hx-target="#in">Get</button>', {
      '/part': (req, res) => (isUp ? res.type('html').send('<p id="here"></p>') : req.socket.destroy()),
    });
    await page.click('button');
    await page.waitForSelector('#notices .notice');
    isUp = true;
    await page.click('button');
    await page.waitForSelector('#here', { state: 'attached' });
    expect(await text('#notices')).toBe('');
  });
});

describe('app.js: streams', () => {
  it('swap what has no name, and tell others as events', async () => {
    await visit('<div hx-sse:connect="/stream" id="s" hx-swap="beforeend"></div>', {
      '/stream': stream('<b>1 of 3</b>'),
    });
    await page.waitForSelector('#s b');
    expect(headersOf('GET /stream')).toMatchObject({ 'x-assay-session': 'public-id' });
    await page.waitForTimeout(100);
    expect(await page.locator('#s').innerHTML()).toBe('<b>1 of 3</b>');
  });

  it('have named messages only as events, which start what waits for them', async () => {
    await visit('<div hx-sse:connect="/stream" id="s"></div><p id="w" hx-get="/told" hx-trigger="named from:#s"></p>', {
      '/stream': stream('<b>1 of 3</b>'),
      '/told': fragment('<i>told</i>'),
    });
    await page.waitForSelector('#w i');
    expect(await page.locator('#s').innerText()).toBe('1 of 3');
  });

  it('come back after the server closed them, but not once it says that the right is gone', async () => {
    const answers = [stream('<b id="first"></b>', { end: true }), fragment('gone', 403)];
    await visit('<div hx-sse:connect="/stream" hx-config="sse.reconnectDelay:20" id="s"></div>', {
      '/stream': (req, res) => (answers.shift() ?? fragment('gone', 403))(req, res),
    });
    await page.waitForSelector('#notices .notice');
    expect(await page.locator('#first').count()).toBe(1);
    const asked = () => served.seen.filter(({ what }) => what === 'GET /stream').length;
    await page.waitForTimeout(500);
    expect(asked()).toBe(2);
  });
});

describe('app.js: focus', () => {
  it.each([
    ['the same field, although it has no id', '<input name="title">', 'input'],
    ['what took its place', '<p>Saved</p>', 'f'],
    ['what asks for it', '<h2 id="h" tabindex="-1" autofocus>Errors</h2><input name="title">', 'h'],
  ])('goes to %s', async (_what, answer, expected) => {
    await visit('<form hx-post="/form" hx-target="this" id="f"><input name="title"></form>', {
      '/form': fragment(answer),
    });
    await page.focus('input');
    await page.evaluate("document.querySelector('input').marked = true");
    await page.keyboard.press('Enter');
    await until(page, "!document.querySelector('input')?.marked");
    await until(page, `document.activeElement !== document.body`);
    expect(await focused()).toBe(expected);
  });

  it('goes to the new element when the whole form was replaced', async () => {
    await visit('<form hx-post="/form" hx-swap="outerHTML" id="f"><input name="title"></form>', {
      '/form': fragment('<section id="n">Saved</section>'),
    });
    await page.focus('input');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#n');
    await until(page, `document.activeElement !== document.body`);
    expect(await focused()).toBe('n');
  });

  it('goes to what holds the place when the row of the button is gone', async () => {
    await visit(
      '<ul id="rows"><li id="row"><button hx-delete="/row" hx-target="closest li" hx-swap="delete">Delete</button></li></ul>',
      { '/row': fragment('') },
    );
    await page.focus('button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#row', { state: 'detached' });
    await until(page, `document.activeElement !== document.body`);
    expect(await focused()).toBe('rows');
  });

  it('comes back to a button that was disabled while it sent', async () => {
    await visit('<div id="in"></div><button id="b" hx-post="/part" hx-target="#in" hx-disable="this">Send</button>', {
      '/part': (_req, res) => void setTimeout(() => res.type('html').send('<p id="here">Done</p>'), 150),
    });
    await page.focus('#b');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#here');
    await until(page, `document.activeElement !== document.body`);
    expect(await focused()).toBe('b');
  });

  it('stays with somebody who went on to another field meanwhile', async () => {
    await visit(
      '<form hx-post="/form" hx-target="#in" id="f"><input name="title"><div id="in"></div></form><input id="other">',
      { '/form': (_req, res) => void setTimeout(() => res.type('html').send('<p id="here">Done</p>'), 150) },
    );
    await page.focus('input');
    await page.keyboard.press('Enter');
    await page.focus('#other');
    await page.waitForSelector('#here');
    expect(await focused()).toBe('other');
  });
});

describe('app.js: history', () => {
  it('shows whole pages on the way back', async () => {
    await visit('<div id="in">First</div><button hx-get="/part" hx-target="#in" hx-push-url="true">Get</button>', {
      '/part': (req, res) =>
        res.type('html').send(req.get('hx-request') ? '<p id="here">Part</p>' : '<!doctype html><h1>Whole</h1>'),
    });
    await page.click('button');
    await page.waitForSelector('#here');
    expect(page.url()).toBe(`${served.address}part`);
    await page.goBack();
    // The words stand there before the scripts do, without which nothing notices that somebody goes forward.
    await until(page, "document.getElementById('in')?.textContent === 'First' && document.readyState === 'complete'");
    await page.goForward();
    await page.waitForSelector('h1');
    expect(await text('h1')).toBe('Whole');
  });
});

describe('watchedPage', () => {
  it('fails for what the policy blocks', async () => {
    await visit('<p style="color: red">Inline</p>');
    await expect(watched.close()).rejects.toThrow(/style-src-attr blocked inline/);
    watched = { ...watched, close: async () => undefined };
  });
});

function stream(message: string, { end = false } = {}) {
  return ((_req, res) => {
    res.type('text/event-stream').write(`data: ${message}\n\nevent: named\ndata: <i>never swapped</i>\n\n`);
    if (end) res.end();
  }) satisfies Parameters<typeof servePage>[2][string];
}
