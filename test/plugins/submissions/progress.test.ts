import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { frame, readBoxInput, type Sent } from '../../support/judge0/answer-box.ts';
import { openScripted, wrapped, type ScriptedJudge } from '../../support/judge0/scripted-judge.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { manyExecutions, serve, somebody } from './a-classroom.ts';

/** What the scripted judge says of every program: it writes what it reads. */
const tests = ['1', '2'].map((number) => ({ id: number, name: number, stdin: number, expected: number }));

let app: App;
let address: string;
let judge: ScriptedJudge;
beforeAll(async () => {
  judge = await openScripted();
  app = await openTestApp({ works: true, environment: { ...manyExecutions, JUDGE0_URL: judge.url } });
  address = await serve(app);
});
afterAll(async () => {
  await app.stop();
  await judge.close();
});

/** So many of the tests are right from now on. */
const answer = (right: number) => {
  judge.script = {
    result: (sent: Sent) => {
      const { runs, endKey } = readBoxInput(sent);
      const frames = runs.map(({ key, input }, index) => frame(key, index < right ? input : Buffer.from('no')));
      return { stdout: wrapped(Buffer.concat([...frames, Buffer.from(`${endKey} done\n`)])) };
    },
  };
};

async function aStudent() {
  const scope = await aScope(app);
  const { id: problemId } = await aProblem(scope, { tests });
  const [student, keeper] = [await somebody(scope, address, 'learner'), await somebody(scope, address, 'admin')];
  let times = 0;
  return {
    scope,
    problemId,
    student,
    progress: async () => (await student.ask(`/problems/${problemId}`)).data.progress as Record<string, unknown>,
    attempt: async (right: number) => {
      answer(right);
      const id = await student.submit(problemId, `print(input()) # ${(times += 1)}`);
      return { id, verdict: (await student.judged(id)).verdict };
    },
    again: async (id: string, right: number) => {
      answer(right);
      expect((await keeper.post(`/submissions/${id}/rejudgement`, {})).status).toBeLessThan(400);
      return (await keeper.judged(id)).verdict;
    },
  };
}

describe('how far somebody is with a problem, outside of assignments too', () => {
  it('begins with the first attempt, counts each, names the best, and is completed once and for all [E-09]', async () => {
    const { student, problemId, progress, attempt, again } = await aStudent();
    const none = { firstAttemptedAt: null, solvedAt: null, completedAt: null, bestSubmissionId: null };
    expect(await progress()).toEqual({ status: 'NOT_STARTED', attempts: 0, ...none });
    const half = await attempt(1);
    const begun = await progress();
    const first = { bestSubmissionId: half.id, firstAttemptedAt: expect.any(String), completedAt: null };
    expect(begun).toMatchObject({ status: 'IN_PROGRESS', attempts: 1, ...first });
    await attempt(0);
    expect(await progress()).toEqual({ ...begun, attempts: 2 });
    const whole = await attempt(2);
    const done = await progress();
    const completed = { status: 'COMPLETED', bestSubmissionId: whole.id, completedAt: expect.any(String) };
    expect(done).toMatchObject({ ...completed, attempts: 3, firstAttemptedAt: begun.firstAttemptedAt });
    const other = await attempt(2);
    await attempt(0);
    expect(await progress()).toEqual({ ...done, attempts: 5 });
    expect(await again(whole.id, 1)).toBe('FAILED');
    expect(await progress()).toMatchObject({
      ...done,
      attempts: 5,
      bestSubmissionId: other.id,
      solvedAt: expect.any(String),
    });
    expect(await again(other.id, 0)).toBe('FAILED');
    expect(await progress()).toEqual({ ...done, attempts: 5, bestSubmissionId: half.id, solvedAt: null });
    const page = await student.page(`/problems/${problemId}`);
    expect(page).toContain(`<a href="/submissions/${half.id}">Best attempt</a>`);
    const { data } = await student.ask('/problems?status=solved');
    expect(data.problems).toMatchObject([{ id: problemId, progress: 'solved', solvedAt: done.completedAt }]);
  }, 180_000);

  it('takes no verdict away where it cannot be kept [E-09]', async () => {
    const { scope, student, problemId, progress, attempt } = await aStudent();
    await attempt(1);
    // One more is more than the column holds.
    await scope.transaction(({ em }) =>
      em.execute('update problem_progress set attempts = 2147483647 where problem_id = ?', [problemId]),
    );
    const before = await progress();
    const whole = await attempt(2);
    expect(whole.verdict).toBe('ACCEPTED');
    expect(await progress()).toEqual(before);
    expect((await student.ask(`/submissions/${whole.id}/result`)).data).toMatchObject({ status: expect.anything() });
  }, 120_000);
});
