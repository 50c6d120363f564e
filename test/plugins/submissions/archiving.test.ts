import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { archiveSubmissions } from '../../../plugins/submissions/history/archive-submissions.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { manyExecutions, serve, somebody } from './a-classroom.ts';

const run = { signal: new AbortController().signal, attempt: 1 };

describe('old submissions', () => {
  const apps: App[] = [];
  beforeAll(async () => {
    apps.push(
      await openTestApp({ environment: { ...manyExecutions, SUBMISSION_OUTPUT_DAYS: '30' } }),
      await openTestApp({ environment: manyExecutions }),
    );
  });
  afterAll(() => Promise.all(apps.map((app) => app.stop())));

  it('lose what their runs wrote after the days that were set, and keep source, verdict and receipt [F1-23]', async () => {
    const { scope, student, old, young } = await twoSubmissions(apps[0]!);
    await archiveSubmissions.run(scope as never, {}, run);
    const [before, after] = [await student.ask(`/submissions/${old}`), await student.ask(`/submissions/${young}`)];
    expect(before.data).toMatchObject({ verdict: 'FAILED', compileOutput: null, archivedAt: expect.any(String) });
    expect(before.data.tests).toMatchObject([{ status: 'wrong', run: null }, { status: 'wrong' }]);
    expect(after.data).toMatchObject({ compileOutput: 'a warning', archivedAt: null });
    expect(after.data.tests).toMatchObject([{ run: { stdout: 'printed' } }, {}]);
    expect((await student.ask(`/submissions/${old}/code`)).data).toMatchObject({
      files: [{ content: 'print(3)' }],
      receipt: expect.stringContaining('.'),
    });
    expect(await student.page(`/submissions/${old}`)).toContain('what its runs wrote was removed');
  });

  it('stay as they are where nothing was set', async () => {
    const { scope, student, old } = await twoSubmissions(apps[1]!);
    await archiveSubmissions.run(scope as never, {}, run);
    expect((await student.ask(`/submissions/${old}`)).data).toMatchObject({ archivedAt: null });
  });
});

/** One that was judged 31 days ago, and one of yesterday. */
async function twoSubmissions(app: App) {
  const address = await serve(app);
  const scope = await aScope(app);
  const { id: problemId } = await aProblem(scope);
  const student = await somebody(scope, address, 'learner');
  const [old, young] = [await student.submit(problemId, 'print(3)'), await student.submit(problemId, 'print(4)')];
  await end(scope, old, 31);
  await end(scope, young, 1);
  return { scope, student, old, young };
}

const end = (scope: Scope, id: string, days: number) =>
  scope.transaction(async ({ em, organization }) => {
    await em.execute(
      `update submission set status = 'FAILED', compile_output = 'a warning', judged_at = now() - make_interval(days => ?) where id = ?`,
      [days, id],
    );
    await em.execute(
      `insert into test_run (id, organization_id, submission_id, judgement, test_id, status, points, stdout, stderr)
        select gen_random_uuid(), ?, ?, 1, test, 'wrong', 0, case test when 'one' then 'printed' end, case test when 'one' then '' end
        from unnest(array['one', 'two']) test`,
      [organization.id, id],
    );
  });
