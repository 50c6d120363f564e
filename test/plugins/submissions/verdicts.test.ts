import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { manyExecutions, serve, somebody } from './a-classroom.ts';

const right = 'print(sum(map(int, input().split())))';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp({ works: true, environment: manyExecutions });
  address = await serve(app);
});
afterAll(() => app.stop());

describe('POST /problems/:id/submissions', () => {
  it('takes work in at once and judges it by itself: verdict, points, and each test with its time [F1-02, F1-10, CON-31, Y-36, Y-37]', async () => {
    const scope = await aScope(app);
    const { id: problemId } = await aProblem(scope);
    const student = await somebody(scope, address, 'learner');
    const taken = await student.post(`/problems/${problemId}/submissions`, { language: 'python', code: right });
    expect(taken.status).toBe(202);
    expect(taken.data).toMatchObject({ status: 'PENDING', isFinal: false, totalTests: 2 });
    const judged = await student.judged(String(taken.data.id));
    expect(judged).toMatchObject({ verdict: 'ACCEPTED', progress: 100, passedTests: 2, points: 4, maxPoints: 4 });
    const [sample, hidden] = judged.tests as Record<string, unknown>[];
    expect(sample).toMatchObject({
      status: 'passed',
      sample: { input: '1 2\n', expected: '3\n' },
      run: { stdout: '3\n' },
    });
    expect(hidden).toMatchObject({ status: 'passed', visibility: 'hidden', name: null, sample: null, run: null });
    expect(hidden!.timeMs).toBeGreaterThanOrEqual(0);
    expect(await student.page(`/submissions/${String(taken.data.id)}`)).toContain('Accepted.');
  }, 90_000);

  it('says of a visible test what came and what was expected, line by line, and of a hidden one that it failed [F1-11, F1-19]', async () => {
    const scope = await aScope(app);
    const { id: problemId } = await aProblem(scope);
    const student = await somebody(scope, address, 'learner');
    const id = await student.submit(problemId, 'print(input())');
    const judged = await student.judged(id);
    expect(judged).toMatchObject({ verdict: 'FAILED', points: 0, passedTests: 0 });
    const [sample, hidden] = judged.tests as Record<string, unknown>[];
    expect(sample).toMatchObject({ status: 'wrong', isCompared: true, run: { stdout: '1 2\n' } });
    expect(hidden).toMatchObject({ status: 'wrong', run: null, sample: null });
    const page = await student.page(`/submissions/${id}`);
    expect(page).toContain('class="diff"');
    expect(page).not.toContain('1000000');
  }, 90_000);
});
