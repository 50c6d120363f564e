import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, eventually, openTestApp } from '../../support/app.ts';
import { openScripted, type ScriptedJudge } from '../../support/judge0/scripted-judge.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { html } from '../../support/web.ts';
import { manyExecutions, serve, somebody } from './a-classroom.ts';

let app: App;
let address: string;
let judge: ScriptedJudge;
let scope: Scope;
beforeAll(async () => {
  judge = await openScripted();
  app = await openTestApp({ works: true, environment: { ...manyExecutions, JUDGE0_URL: judge.url } });
  address = await serve(app);
  scope = await aScope(app);
});
afterAll(async () => {
  await app.stop();
  await judge.close();
});

const away = 'No judge answers at the moment';
const own = { language: 'python', code: 'print(input())', isOwnInput: true, stdin: 'a word' };
const samples = { language: 'python', code: 'print(input())' };

/** Somebody who tries this out; asked of the database until it is so. */
async function aRun(input: object) {
  const { id: problemId } = await aProblem(scope);
  const student = await somebody(scope, address, 'learner');
  const { data } = await student.post(`/problems/${problemId}/runs`, input);
  const id = String(data.id);
  const row = () =>
    scope.transaction(
      async ({ em }) => {
        const query = `select state, coalesce((outcome->>'isUnanswered')::boolean, false) as unanswered from program_run where id = ?`;
        return (await em.execute<{ state: string; unanswered: boolean }[]>(query, [id]))[0]!;
      },
      { readOnly: true },
    );
  return {
    id,
    student,
    is: (state: string, unanswered = false) =>
      eventually(async () => {
        const now = await row();
        return now.state === state && now.unanswered === unanswered;
      }, 90),
  };
}

describe('while no judge answers', () => {
  it.each([
    ['with own input', own, { isOwnInput: true, tests: [{ status: 'ended', run: { stdout: 'a word' } }] }],
    ['with the samples', samples, { isOwnInput: false, tests: [{ status: 'wrong', run: { stdout: '1 2\n' } }] }],
  ])(
    'a run %s says so, and runs by itself as soon as one does [F1-17, F1-21]',
    async (_how, input, expected) => {
      judge.script = { instead: () => ({ status: 503, body: '' }) };
      const { id, student, is } = await aRun(input);
      await is('running', true);
      expect((await student.ask(`/runs/${id}`)).data).toMatchObject({ isUnanswered: true, isOver: false, tests: [] });
      expect(await student.page(`/runs/${id}`)).toContain(away);
      judge.script = {};
      await is('done');
      expect((await student.ask(`/runs/${id}`)).data).toMatchObject({ isUnanswered: false, ...expected });
      expect(await student.page(`/runs/${id}`)).not.toContain(away);
    },
    240_000,
  );
});

describe('POST /runs/:id/retrial', () => {
  it('tries once more what no judge ran, for whoever tried it, and leaves a run alone that is done [F1-17, F1-21]', async () => {
    judge.script = {};
    const { id, student, is } = await aRun(own);
    await is('done');
    const again = () => student.post(`/runs/${id}/retrial`, {});
    expect((await again()).data).toMatchObject({ state: 'done' });
    await scope.transaction(({ em }) =>
      em.execute(`update program_run set state = 'failed', outcome = null where id = ?`, [id]),
    );
    const page = await student.page(`/runs/${id}`);
    expect(page).toContain('there is no result');
    expect(page).toContain(`action="/runs/${id}/retrial"`);
    const other = await somebody(scope, address, 'admin');
    expect((await other.post(`/runs/${id}/retrial`, {})).status).toBe(404);
    const sent = await fetch(`${address}/runs/${id}/retrial`, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...html, authorization: student.headers.authorization },
    });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `/runs/${id}`]);
    await is('done');
    expect((await student.ask(`/runs/${id}`)).data).toMatchObject({ tests: [{ run: { stdout: 'a word' } }] });
  }, 120_000);
});
