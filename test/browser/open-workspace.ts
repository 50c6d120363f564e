import type { Page } from 'playwright-core';
import { Session } from '#src/people/session.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, openTestApp } from '../support/app.ts';
import { openBrowser } from '../support/browser.ts';
import { aProblem } from '../support/problem-factories.ts';
import { until } from '../support/until.ts';
import { watchedPage, type WatchedPage } from '../support/watch-page.ts';
import { aPerson, password } from '../support/web.ts';
import { freePort } from './open-tool.ts';

const given = `import sys

numbers = map(int, sys.stdin.read().split())
# yours
`;

const languages = [
  { id: 'python', starter: [{ path: 'sums.py', content: given, locked: '1-3' }] },
  { id: 'javascript', starter: [{ path: 'sums.js', content: '// yours\n' }] },
  {
    id: 'cpp',
    starter: [
      { path: 'main.cpp', content: '#include "sums.h"\n', locked: '1' },
      { path: 'sums.h', content: '// yours\n' },
    ],
  },
];

/** The application at http://localhost with a problem in three languages, and a browser in which people sign in to solve it. */
export async function openWorkspaces() {
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const [app, browser] = await Promise.all([
    openTestApp({ works: true, environment: { PUBLIC_URL: address } }),
    openBrowser(),
  ]);
  await app.serve({ port, host: '127.0.0.1' });
  const scope = await aScope(app);
  const problem = await aProblem(scope, { title: 'Sums of numbers', languages });
  const path = `/problems/${problem.id}/solve`;

  /** Somebody new, signed in and at the workspace. */
  async function aSolver(options: Parameters<typeof browser.newContext>[0] = {}) {
    const person = await aPerson(app, ['learner'], Promise.resolve(scope));
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
    context.setDefaultTimeout(30_000);
    const open = async () => {
      const watched = await watchedPage(context);
      await watched.page.goto(address + path);
      return watched;
    };
    const watched = await watchedPage(context);
    await signIn(
      watched.page,
      `${address}/o/${scope.organization.slug}/auth/login?next=${encodeURIComponent(path)}`,
      person.email,
    );
    return { ...person, context, watched, page: watched.page, open };
  }

  return {
    address,
    app,
    browser,
    scope,
    problem,
    path,
    aSolver,
    async close() {
      await browser.close();
      await app.stop();
    },
  };
}

export type Workspaces = Awaited<ReturnType<typeof openWorkspaces>>;

export async function signIn(page: Page, address: string, email: string) {
  await page.goto(address);
  await page.fill('#email', email);
  await page.fill('#password', password);
  await page.click('main button.primary');
  await page.waitForSelector('.workspace');
}

/** Every session of a person ends at once, as an administrator ends them. */
export const endSessions = (scope: Scope, userId: string) =>
  scope.transaction(({ em }) => em.nativeUpdate(Session, { user: userId }, { revokedAt: scope.now() }));

export const editorReady = ({ page }: Pick<WatchedPage, 'page'>) =>
  until(page, `document.querySelectorAll('.cm-editor').length > 0`);

/** The text of a file as a form would send it. */
export const textOf = (page: Page, file = 0) =>
  page.evaluate<string>(`document.querySelectorAll('.file textarea')[${file}].value`);

export const isSaved = (page: Page) =>
  until(page, `!document.querySelector('.draft').hidden && document.querySelector('.draft time') !== null`);
