import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { publish } from '#src/http/live/publish.ts';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { classTopic } from '../../plugins/grading/students/class-topic.ts';
import { aScope, openTestApp, root, testDatabase } from '../support/app.ts';
import { openBrowser, type Browser } from '../support/browser.ts';
import { fillPeople, fillWork, type Filling } from '../support/fill-class.ts';
import { aSignedInPerson } from '../support/people.ts';
import { aTaughtClass } from '../support/taught-class.ts';
import { until } from '../support/until.ts';
import { watchedPage, type WatchedPage } from '../support/watch-page.ts';
import { accessibilityProblems, clipped, overflowing, take } from './look-at-page.ts';

const pictures = path.join(root, '.data/screenshots');
let app: App;
let browser: Browser;
let address: string;
let scope: Scope;
let filled: Filling;
let authorization: string;
let assignmentId: string;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [app, browser] = await Promise.all([openTestApp(), openBrowser()]);
  address = `http://127.0.0.1:${(await app.serve({ port: 0, host: '127.0.0.1' })).port}`;
  scope = await aScope(app);
  const teacher = await aSignedInPerson(scope, ['instructor']);
  authorization = teacher.authorization;
  filled = await aTaughtClass(scope, teacher.user.id, ['Recursion', 'Sorting', 'Queues', 'Longest calm stretch']);
  assignmentId = filled.assignments.at(-1)!.id;
  const client = new pg.Client({ connectionString: (await testDatabase()).superuserUrl });
  await client.connect();
  await fillPeople(client, filled, 30);
  await fillWork(client, filled, { before: 0, tries: 3 });
  await client.end();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

async function opened(of: string): Promise<WatchedPage> {
  const context = await browser.newContext({ extraHTTPHeaders: { authorization } });
  const watched = await watchedPage(context);
  await watched.page.goto(address + of);
  return watched;
}

const studentPath = async () => {
  const [row] = await scope.transaction(({ em }) =>
    em.execute<{ id: string }[]>(
      `select s.user_id as id from lti_score s where s.line_item_id = ? and s.state = 'changed' limit 1`,
      [filled.assignments.at(-1)!.lineItemId],
    ),
  );
  return `/assignments/${assignmentId}/students/${row!.id}`;
};

describe('what those who teach see of grades', () => {
  it('stands the test of every width and theme, with a class of thirty [B-11]', async () => {
    const pages = {
      class: `/assignments/${assignmentId}/students`,
      gradebook: `/courses/${filled.courseId}/grades`,
      student: await studentPath(),
    };
    for (const [name, of] of Object.entries(pages)) {
      const watched = await opened(of);
      for (const theme of ['light', 'dark'] as const)
        for (const width of [1280, 360] as const) {
          await take(watched.page, { width, theme });
          await watched.page.screenshot({
            path: path.join(pictures, `grading-${name}-${width}-${theme}.png`),
            fullPage: true,
          });
          expect([name, width, theme, await overflowing(watched.page), await clipped(watched.page)]).toEqual([
            name,
            width,
            theme,
            [],
            [],
          ]);
          expect([name, await accessibilityProblems(watched.page)]).toEqual([name, []]);
        }
      await watched.close();
    }
  }, 240_000);

  it('fills while work comes in, without a look at the page again, and leaves the filter as it is [B-11]', async () => {
    const watched = await opened(`/assignments/${assignmentId}/students?state=untried`);
    const { page } = watched;
    await page.waitForSelector('tbody tr');
    const before = await page.locator('table.heat tbody tr').count();
    await scope.transaction(async (inside) => {
      await inside.em.execute(
        `insert into work_progress (id, organization_id, assignment_id, user_id, problem_id, status, attempts, tests, changed_at,
            first_attempted_at, last_attempted_at)
          select gen_random_uuid(), e.organization_id, a.id, e.user_id, ap.problem_id, 'IN_PROGRESS', 1, '{"t1":"passed"}',
            clock_timestamp(), now(), now()
          from assignment a join enrollment e on e.course_id = a.course_id and e.role = 'learner'
            join assignment_problem ap on ap.assignment_id = a.id
          where a.id = ? and not exists (select from work_progress w where w.assignment_id = a.id and w.user_id = e.user_id) limit 1`,
        [assignmentId],
      );
      publish(inside, classTopic, { assignmentId });
    });
    await until(page, `document.querySelectorAll('table.heat tbody tr').length === ${before - 1}`);
    expect(page.url()).toContain('state=untried');
    await watched.close();
  }, 120_000);
});
