import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rejudgeSubmission } from '#plugins/submissions';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { frame, readBoxInput, type Sent } from '../../support/judge0/answer-box.ts';
import { openScripted, wrapped, type Script, type ScriptedJudge } from '../../support/judge0/scripted-judge.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { manyExecutions, serve, somebody } from './a-classroom.ts';

const code = 'print(input())';
/** What the scripted judge says of every program: it writes what it reads. */
const tests = ['1', '2'].map((number) => ({
  id: number,
  name: number,
  visibility: 'hidden' as const,
  stdin: number,
  expected: number,
}));

describe('judging again', () => {
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

  it('counts work once, as it was judged last, and takes back what it no longer solves [G-16]', async () => {
    const scope = await aScope(app);
    const { id: problemId } = await aProblem(scope, { tests });
    const [student, keeper] = [await somebody(scope, address, 'learner'), await somebody(scope, address, 'admin')];
    const stats = async () => {
      const { data } = await student.ask(`/problems/${problemId}/stats`);
      return [data.totalAttempts, data.successfulAttempts, data.averageScore, data.people, data.solvers];
    };
    const id = await student.submit(problemId, code);
    await student.judged(id);
    expect(await stats()).toEqual([1, 1, 1, 1, 1]);
    const again = async (script: Script) => {
      judge.script = script;
      expect((await keeper.post(`/submissions/${id}/rejudgement`, {})).status).toBeLessThan(400);
      return (await keeper.judged(id)).verdict;
    };
    expect(await again({})).toBe('ACCEPTED');
    expect(await stats()).toEqual([1, 1, 1, 1, 1]);
    expect(await again({ result: (sent) => ({ stdout: wrapped(firstOnly(sent)) }) })).toBe('FAILED');
    expect(await stats()).toEqual([1, 0, 0.5, 1, 0]);
    expect(await again({})).toBe('ACCEPTED');
    expect(await stats()).toEqual([1, 1, 1, 1, 1]);
  }, 180_000);
});

/** The first run is right, the others are not. */
function firstOnly(sent: Sent): Buffer {
  const { runs, endKey } = readBoxInput(sent);
  const frames = runs.map(({ key, input }, index) => frame(key, index === 0 ? input : Buffer.from('no')));
  return Buffer.concat([...frames, Buffer.from(`${endKey} done\n`)]);
}

describe('POST /submissions/:id/rejudgement', () => {
  let app: App;
  let address: string;
  beforeAll(async () => {
    app = await openTestApp({ environment: manyExecutions });
    address = await serve(app);
  });
  afterAll(() => app.stop());

  it('is for who looks after the organization, and for whose work has no verdict by our fault [F1-21]', async () => {
    const scope = await aScope(app);
    const { id: problemId } = await aProblem(scope);
    const [student, keeper] = [await somebody(scope, address, 'learner'), await somebody(scope, address, 'admin')];
    const id = await student.submit(problemId, code);
    const path = `/submissions/${id}/rejudgement`;
    expect((await keeper.post(path, {})).status).toBe(409);
    await end(scope, id, 'FAILED', null);
    expect((await student.post(path, {})).status).toBe(403);
    expect((await (await somebody(scope, address, 'learner')).post(path, {})).status).toBe(404);
    await end(scope, id, 'ERROR', 'internal');
    expect(await student.page(`/submissions/${id}`)).toContain(`action="${path}"`);
    expect((await student.post(path, {})).status).toBeLessThan(400);
    expect((await student.ask(`/submissions/${id}`)).data).toMatchObject({ verdict: 'PENDING', obstacle: null });
    await end(scope, id, 'FAILED', null);
    expect((await keeper.post(path, {})).status).toBeLessThan(400);
  });

  it('stands behind all that people wait for when a whole class is judged anew', async () => {
    const scope = await aScope(app);
    const { id: problemId } = await aProblem(scope);
    const student = await somebody(scope, address, 'learner');
    const id = await student.submit(problemId, code);
    await end(scope, id, 'FAILED', null);
    await scope.transaction((inside) => rejudgeSubmission(inside, id, { isRegrade: true }));
    const [live, regrade] = await scope.transaction(
      ({ em }) =>
        em.execute<{ priority: number }[]>(
          `select priority from pgboss.job where name = 'submissions.judge' and data -> 'data' ->> 'submissionId' = ? order by created_on`,
          [id],
        ),
      { readOnly: true },
    );
    expect(regrade!.priority).toBeLessThan(live!.priority);
  });
});

const end = (scope: Scope, id: string, status: string, obstacle: string | null) =>
  scope.transaction(({ em }) =>
    em.execute('update submission set status = ?, obstacle = ?, judged_at = now() where id = ?', [
      status,
      obstacle,
      id,
    ]),
  );
