import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, openTestApp } from '../support/app.ts';
import { factories } from '../support/factories.ts';
import { openPages, pageRoutes, type OpenPage } from '../support/pages.ts';
import { everyReader } from '../support/readers.ts';
import { mostStatements, ofThePage, watchStatements } from '../support/watch-statements.ts';
import { html } from '../support/web.ts';

let app: App;
let address: string;
let scope: Scope;
let pages: readonly OpenPage[];
const watching = watchStatements();

beforeAll(async () => {
  app = await openTestApp();
  address = `http://127.0.0.1:${(await app.serve({ port: 0, host: '127.0.0.1' })).port}`;
  scope = await aScope(app);
  pages = await openPages(pageRoutes(app.kernel.plugins), address, scope, await everyReader(app, scope));
});
afterAll(async () => {
  watching.stop();
  await app.stop();
});

/** What each page asks for each of its readers; asked once before, so that what is remembered is. */
async function asked() {
  const found = new Map<string, readonly string[]>();
  for (const { route, path, readers } of pages) {
    for (const { who, entrance, headers } of readers) {
      const open = async () => (await fetch(address + entrance + path, { headers: { ...html, ...headers } })).text();
      await open();
      watching.take();
      await open();
      found.set(`${route.path} for ${who}`, ofThePage(watching.take()));
    }
  }
  return found;
}

describe('every page', () => {
  it(`asks the database ${mostStatements} times at most`, async () => {
    const tooMany = [...(await asked())].filter(([, statements]) => statements.length > mostStatements);
    expect(Object.fromEntries(tooMany)).toEqual({});
  });

  it('asks no more where there are more rows', async () => {
    const before = await asked();
    for (const make of Object.values(factories)) for (let row = 0; row < 3; row += 1) await make(scope);
    const after = await asked();
    const grown = [...after].filter(([page, statements]) => statements.length > before.get(page)!.length);
    expect(Object.fromEntries(grown)).toEqual({});
  });
});

describe('the counting', () => {
  it('sees what a page asks, and leaves out what every request asks', async () => {
    const { authorization } = pages.find(({ path }) => path === '/admin/jobs')!.readers[0]!.headers as {
      authorization: string;
    };
    watching.take();
    await fetch(`${address}/samples`, { headers: { ...html, authorization } });
    const all = watching.take();
    // Session, the transaction with the organization, the list, the end.
    expect(all.length).toBeGreaterThanOrEqual(4);
    expect(ofThePage(all)).toEqual([expect.stringMatching(/^select id, text from sample/)]);
  });
});
