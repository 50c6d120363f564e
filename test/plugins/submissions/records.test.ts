import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { archiveSubmissions } from '../../../plugins/submissions/history/archive-submissions.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { manyExecutions, serve, somebody } from './a-classroom.ts';

const right = 'print(sum(map(int, input().split())))';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp({ works: true, environment: { ...manyExecutions, SUBMISSION_OUTPUT_DAYS: '30' } });
  address = await serve(app);
});
afterAll(() => app.stop());

const timeOf = (data: Record<string, unknown>, name: string) => Date.parse(data[name] as string);

describe('the record of a submission', () => {
  it('holds who, what, points, how many tests passed, and when it came, was begun and was judged [F1-04]', async () => {
    const scope = await aScope(app);
    const { id: problemId } = await aProblem(scope);
    const student = await somebody(scope, address, 'learner');
    const taken = (await student.post(`/problems/${problemId}/submissions`, { language: 'python', code: right })).data;
    expect(taken).toMatchObject({ points: 0, passedTests: 0, isFinal: false, judgedAt: null });
    const judged = await student.judged(String(taken.id));
    expect(judged).toMatchObject({
      problemId,
      userId: student.user.id,
      language: 'python',
      isFinal: true,
      points: 4,
      maxPoints: 4,
      totalTests: 2,
      passedTests: 2,
      compileOutput: null,
    });
    expect(judged.timeMs).toBeGreaterThanOrEqual(0);
    expect(judged.memoryKb).toBeGreaterThan(0);
    expect(timeOf(judged, 'acceptedAt')).toBeLessThanOrEqual(timeOf(judged, 'startedAt'));
    expect(timeOf(judged, 'startedAt')).toBeLessThanOrEqual(timeOf(judged, 'judgedAt'));
    const page = await student.page(`/submissions/${String(taken.id)}`);
    for (const name of ['acceptedAt', 'startedAt', 'judgedAt'])
      expect(page).toContain(`datetime="${String(judged[name])}"`);
    for (const words of ['Handed in', 'Judging began', 'Judged', '2 of 2']) expect(page).toContain(words);
  }, 120_000);

  it('holds what the compiler said, at its page too [F1-04]', async () => {
    const scope = await aScope(app);
    const { id: problemId } = await aProblem(scope, { languages: [{ id: 'cpp', starter: [] }] });
    const student = await somebody(scope, address, 'learner');
    const work = { language: 'cpp', code: 'int main() { return nothing; }' };
    const judged = await student.judged(
      String((await student.post(`/problems/${problemId}/submissions`, work)).data.id),
    );
    const compileOutput = expect.stringContaining('was not declared');
    expect(judged).toMatchObject({ verdict: 'COMPILATION_ERROR', points: 0, compileOutput });
    expect(await student.page(`/submissions/${String(judged.id)}`)).toMatch(/data-compiler>[^]*was not declared/);
  }, 120_000);

  it('has of each test how it ended, time, memory, and where it is shown output, errors and exit code [F1-09]', async () => {
    const scope = await aScope(app);
    const { id: problemId } = await aProblem(scope);
    const student = await somebody(scope, address, 'learner');
    const code = 'import sys\nprint("halfway")\nprint("what went wrong", file=sys.stderr)\nsys.exit(7)';
    const judged = await student.judged(await student.submit(problemId, code));
    const [sample, hidden] = judged.tests as Record<string, unknown>[];
    expect(sample).toMatchObject({
      number: 1,
      status: 'runtimeError',
      points: 0,
      timeMs: expect.any(Number),
      memoryKb: expect.any(Number),
      run: {
        stdout: 'halfway\n',
        stderr: 'what went wrong\n',
        words: { parameters: expect.objectContaining({ code: 7 }) },
      },
    });
    expect(hidden).toMatchObject({ number: 2, status: 'runtimeError', timeMs: expect.any(Number), run: null });
    expect(await student.page(`/submissions/${String(judged.id)}`)).toMatch(
      /what went wrong[\s\S]*7|7[\s\S]*what went wrong/,
    );
  }, 120_000);

  it('is told in short to programs: score, totals, time, memory in bytes, and each test [F1-05]', async () => {
    const scope = await aScope(app);
    const { id: problemId } = await aProblem(scope);
    const student = await somebody(scope, address, 'learner');
    const id = await student.submit(problemId, 'import sys\nprint(3)\nprint("a warning", file=sys.stderr)');
    const judged = await student.judged(id);
    const { data } = await student.ask(`/submissions/${id}/result`);
    expect(data).toMatchObject({
      submissionId: id,
      score: 25,
      totalTests: 2,
      passedTests: 1,
      executionTime: judged.timeMs,
      memoryUsage: (judged.memoryKb as number) * 1024,
      error: null,
      testResults: [
        { testCase: 1, passed: true, actualOutput: '3\n', executionTime: expect.any(Number), error: 'a warning\n' },
        { testCase: 2, passed: false, actualOutput: null, executionTime: expect.any(Number), error: null },
      ],
      executedInBrowser: false,
    });
  }, 120_000);
});

describe('from where a submission came', () => {
  it('is read by who looks after the organization, by nobody else, and is gone with what its runs wrote [F1-07]', async () => {
    const scope = await aScope(app);
    const [student, author, keeper] = [
      await somebody(scope, address, 'learner'),
      await somebody(scope, address, 'instructor'),
      await somebody(scope, address, 'admin'),
    ];
    const { id: problemId } = await aProblem(scope, { author: author.user.id });
    const agent = { 'user-agent': 'Browser of a test' };
    const work = { language: 'python', code: right };
    const id = String((await student.post(`/problems/${problemId}/submissions`, work, agent)).data.id);
    await student.judged(id);
    const seen = async (who: typeof student) => (await who.ask(`/submissions/${id}`)).data.cameFrom;
    expect(await seen(keeper)).toEqual({ ip: expect.stringContaining('127.0.0.1'), userAgent: 'Browser of a test' });
    expect(await keeper.page(`/submissions/${id}`)).toContain('Browser of a test');
    for (const who of [student, author]) {
      expect(await seen(who)).toBeNull();
      expect(await who.page(`/submissions/${id}`)).not.toContain('Browser of a test');
    }
    await scope.transaction(({ em }) =>
      em.execute(`update submission set judged_at = now() - interval '31 days' where id = ?`, [id]),
    );
    await archiveSubmissions.run(scope as never, {}, { signal: new AbortController().signal, attempt: 1 });
    expect(await seen(keeper)).toBeNull();
  }, 120_000);
});
