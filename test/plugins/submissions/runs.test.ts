import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, eventually, openTestApp } from '../../support/app.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { manyExecutions, serve, somebody } from './a-classroom.ts';

let app: App;
let address: string;
let scope: Scope;
beforeAll(async () => {
  app = await openTestApp({ works: true, environment: manyExecutions });
  address = await serve(app);
  scope = await aScope(app);
});
afterAll(() => app.stop());

type Somebody = Awaited<ReturnType<typeof somebody>>;
type Tests = readonly Record<string, unknown>[];

async function over(who: Somebody, id: unknown) {
  await eventually(
    () =>
      scope.transaction(
        async ({ em }) => {
          const [run] = await em.execute<{ state: string }[]>('select state from program_run where id = ?', [id]);
          return run?.state === 'done' || run?.state === 'failed';
        },
        { readOnly: true },
      ),
    60,
  );
  return (await who.ask(`/runs/${String(id)}`)).data;
}

describe('POST /problems/:id/runs', () => {
  it('runs the samples and no hidden test, grades nothing, and is seen by nobody else [F1-17]', async () => {
    const { id: problemId } = await aProblem(scope);
    const [student, admin] = [await somebody(scope, address, 'learner'), await somebody(scope, address, 'admin')];
    const asked = await student.post(`/problems/${problemId}/runs`, { language: 'python', code: 'print(3)' });
    expect(asked.status).toBe(202);
    const run = await over(student, asked.data.id);
    expect(run).toMatchObject({ state: 'done', passedTests: 1 });
    expect((run.tests as Tests).map(({ id, status }) => [id, status])).toEqual([['one', 'passed']]);
    expect((await student.ask('/submissions')).data.submissions).toEqual([]);
    expect((await admin.ask(`/runs/${String(asked.data.id)}`)).status).toBe(404);
  }, 120_000);

  it('runs with own input; zero characters and ten megabytes of output do no harm and are said clearly [F1-17]', async () => {
    const { id: problemId } = await aProblem(scope);
    const student = await somebody(scope, address, 'learner');
    const run = async (code: string) => {
      const input = { language: 'python', code, isOwnInput: true, stdin: 'a word' };
      const { data } = await student.post(`/problems/${problemId}/runs`, input);
      const { tests, id } = await over(student, data.id);
      return { test: (tests as Tests)[0]!, page: await student.page(`/runs/${String(id)}`) };
    };
    expect((await run('print(input(), end="\\0")')).test).toMatchObject({
      status: 'ended',
      run: { stdout: 'a word␀' },
    });
    const much = await run('print("x" * 10_000_000)');
    expect(much.test.status).toBe('outputLimit');
    expect((much.test.run as { stdout: string }).stdout.length).toBeLessThanOrEqual(66_000);
    expect(much.page.length).toBeLessThan(200_000);
  }, 120_000);

  it('of a submission runs its samples once more [Y-39]', async () => {
    const { id: problemId } = await aProblem(scope);
    const student = await somebody(scope, address, 'learner');
    const id = await student.submit(problemId, 'print(3)');
    const { status, data } = await student.post(`/submissions/${id}/test`, {});
    expect(status).toBe(202);
    expect(await over(student, data.id)).toMatchObject({ passedTests: 1 });
    expect((await student.ask('/submissions')).data.submissions).toHaveLength(1);
  }, 120_000);
});

describe('GET /submissions/:id', () => {
  it('has a short result for programs, with verdict and review in one word [Y-38, CON-28, CON-29, CON-30]', async () => {
    const { id: problemId } = await aProblem(scope);
    const student = await somebody(scope, address, 'learner');
    const id = await student.submit(problemId, 'print(3)');
    await student.judged(id);
    expect((await student.ask(`/submissions/${id}/result`)).data).toMatchObject({
      status: 'FAILED',
      passed: false,
      score: 25,
      totalTests: 2,
      passedTests: 1,
      executedInBrowser: false,
      testResults: [
        { testCase: 1, passed: true, actualOutput: '3\n' },
        { testCase: 2, passed: false, actualOutput: null },
      ],
    });
    const right = await student.submit(problemId, 'print(sum(map(int, input().split())))');
    await student.judged(right);
    // The one that is written by itself says what it has to say first.
    await eventually(async () => (await student.ask(`/submissions/${right}`)).data.reviewStatus === 'COMPLETE', 60);
    const review = (status: string) =>
      scope.transaction(({ em }) =>
        em.execute('update submission set review_status = ? where id = ?', [status, right]),
      );
    for (const status of ['PENDING', 'COMPLETE', 'FAILED']) {
      await review(status);
      const { data } = await student.ask(`/submissions/${right}`);
      expect(data).toMatchObject({ status: `REVIEW_${status}`, verdict: 'ACCEPTED', reviewStatus: status });
    }
  }, 120_000);

  it('has no points where the code breaks a rule of the problem, and says which', async () => {
    const { id: problemId } = await aProblem(scope, { rules: { forbidden: ['sum'], required: ['for'] } });
    const student = await somebody(scope, address, 'learner');
    const id = await student.submit(problemId, 'print(sum(map(int, input().split())))');
    await student.judged(id);
    expect((await student.ask(`/submissions/${id}/result`)).data).toMatchObject({
      score: 0,
      passed: false,
      brokenRules: [
        { key: 'problems.judging.rule.forbidden', parameters: { word: 'sum' } },
        { key: 'problems.judging.rule.required', parameters: { word: 'for' } },
      ],
      testResults: [{ status: 'notRun' }, { status: 'notRun' }],
    });
  }, 120_000);

  it('streams its state first and then each change, also to who was cut off and comes back [N-02, Y-43]', async () => {
    const { id: problemId } = await aProblem(scope);
    const student = await somebody(scope, address, 'learner');
    const id = await student.submit(problemId, 'import time\ntime.sleep(1)\nprint(3)');
    const path = `${address}/api/v1/submissions/${id}/events`;
    const cut = await events(path, student.headers, (data) => data.isFinal === false);
    expect(cut.at(-1)).toMatchObject({ id, isFinal: false });
    const heard = await events(path, student.headers, (data) => data.isFinal === true);
    expect(heard.at(-1)).toMatchObject({ id, verdict: 'FAILED', progress: 100 });
    const again = await events(path, student.headers, () => true);
    expect(again).toMatchObject([{ id, verdict: 'FAILED' }]);
  }, 120_000);
});

/** What a stream says until something is said. */
async function events(
  path: string,
  headers: Record<string, string>,
  isLast: (data: Record<string, unknown>) => boolean,
) {
  const stop = new AbortController();
  const response = await fetch(path, { headers, signal: stop.signal });
  const decoder = new TextDecoder();
  const heard: Record<string, unknown>[] = [];
  let text = '';
  for await (const chunk of response.body!) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    const lines = text.split('\n');
    text = lines.pop()!;
    for (const line of lines)
      if (line.startsWith('data: {')) heard.push((JSON.parse(line.slice(6)) as { data: Record<string, unknown> }).data);
    if (heard.length > 0 && isLast(heard.at(-1)!)) break;
  }
  stop.abort();
  return heard;
}
