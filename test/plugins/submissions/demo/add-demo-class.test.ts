import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Submission, TestRun } from '#plugins/submissions';
import type { App } from '#src/app.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { addDemoProblems } from '../../../../plugins/problems/demo/add-demo-problems.ts';
import { ProblemCount } from '../../../../plugins/problems/problem-count.entity.ts';
import { ProblemProgress } from '../../../../plugins/problems/problem-progress.entity.ts';
import { addDemoClass } from '../../../../plugins/submissions/demo/add-demo-class.ts';
import { publishedKeys } from '../../../../plugins/submissions/receipts/receipt-keys.ts';
import { verifyReceipt } from '../../../../plugins/submissions/receipts/verify-receipt.ts';
import { aScope, openTestApp } from '../../../support/app.ts';

let app: App;
let scope: Scope;
beforeAll(async () => {
  app = await openTestApp();
  scope = await aScope(app);
  await addDemoProblems(scope);
  await addDemoClass(scope);
}, 120_000);
afterAll(() => app.stop());

const seen = () =>
  scope.transaction(async (inside) => ({
    people: await inside.em.count(User, {}),
    submissions: await inside.em.find(Submission, {}, { orderBy: { acceptedAt: 'asc' } }),
    runs: await inside.em.count(TestRun, {}),
  }));

const dayMs = 86_400_000;

describe('the class of the demo', () => {
  it('has tried for weeks in several languages: most things are solved, some people are stuck', async () => {
    const { people, submissions } = await seen();
    expect(people).toBe(30);
    expect(submissions.length).toBeGreaterThan(200);
    expect(new Set(submissions.map(({ language }) => language)).size).toBe(5);
    expect(new Set(submissions.map(({ status }) => status))).toEqual(
      new Set(['ACCEPTED', 'FAILED', 'ERROR', 'TIMEOUT', 'COMPILATION_ERROR']),
    );
    const begun = (submissions.at(-1)!.acceptedAt.getTime() - submissions[0]!.acceptedAt.getTime()) / dayMs;
    expect(begun).toBeGreaterThan(28);
    expect(submissions.at(-1)!.acceptedAt < scope.now()).toBe(true);
    const progress = await scope.transaction((inside) => inside.em.find(ProblemProgress, {}));
    const solved = progress.filter(({ solvedAt }) => solvedAt).length;
    expect(solved).toBeGreaterThan(progress.length / 3);
    expect(solved).toBeLessThan(progress.length);
  });

  it('has verdicts with a row for each test, and of hidden tests nothing that was written', async () => {
    const { submissions, runs } = await seen();
    const tests = submissions.reduce((sum, { totalTests }) => sum + totalTests, 0);
    expect(runs).toBe(tests);
    const all = await scope.transaction((inside) => inside.em.find(TestRun, {}));
    const passed = Map.groupBy(
      all.filter(({ status }) => status === 'passed'),
      (run) => run.submission.id,
    );
    expect(submissions.map(({ id }) => passed.get(id)?.length ?? 0)).toEqual(
      submissions.map(({ passedTests }) => passedTests),
    );
    const hidden = all.filter(({ testId }) => testId.startsWith('08-'));
    expect(hidden.length).toBeGreaterThan(0);
    expect(hidden.filter(({ stdout, stderr, words }) => stdout ?? stderr ?? words)).toEqual([]);
  });

  it('counts in the figures of the problems, and holds receipts that prove what was handed in', async () => {
    const { submissions } = await seen();
    const counts = await scope.transaction((inside) => inside.em.find(ProblemCount, {}));
    expect(counts.reduce((sum, each) => sum + each.submissions, 0)).toBe(submissions.length);
    expect(counts.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(
      submissions.filter(({ status }) => status === 'ACCEPTED').length,
    );
    const keys = await scope.transaction((inside) => publishedKeys(inside));
    const receipt = await verifyReceipt(keys, submissions[0]!.receipt);
    expect(receipt).toMatchObject({ jti: submissions[0]!.id, sha256: submissions[0]!.sourceHash });
  });

  it('is there once, however often the demo is loaded', async () => {
    const before = await seen();
    await addDemoClass(scope);
    expect(await seen()).toEqual(before);
  });
});
