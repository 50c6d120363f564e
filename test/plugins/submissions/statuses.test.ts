import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { statuses } from '../../../plugins/submissions/verdicts.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { manyExecutions, serve, somebody } from './a-classroom.ts';

// Nothing is judged here, so that statuses stay what they are set to: how verdicts come to be is proven elsewhere.
let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp({ environment: manyExecutions });
  address = await serve(app);
});
afterAll(() => app.stop());

describe('the status of a submission', () => {
  /** One submission for each status that there is; in their order. */
  async function oneOfEach(scope: Scope, student: Awaited<ReturnType<typeof somebody>>, problemId: string) {
    const ids: string[] = [];
    for (const status of statuses) {
      const id = await student.submit(problemId, `# ${status}`);
      const [verdict, review] = status.startsWith('REVIEW_') ? ['ACCEPTED', status.slice(7)] : [status, null];
      await scope.transaction(({ em }) =>
        em.execute('update submission set status = ?, review_status = ? where id = ?', [verdict, review, id]),
      );
      ids.push(id);
    }
    return ids;
  }

  it('is one of ten words, and lists answer to those of every vocabulary: PASSED, completed, review_complete [F1-01]', async () => {
    const scope = await aScope(app);
    const { id: problemId } = await aProblem(scope);
    const student = await somebody(scope, address, 'learner');
    const ids = await oneOfEach(scope, student, problemId);
    for (const [place, id] of ids.entries())
      expect((await student.ask(`/submissions/${id}/result`)).data.status).toBe(statuses[place]);
    const found = async (status: string) => {
      const { data } = await student.ask(`/submissions?status=${status}`);
      return (data.submissions as { status: string }[]).map((one) => one.status).toSorted();
    };
    const accepted = ['ACCEPTED', 'REVIEW_COMPLETE', 'REVIEW_FAILED', 'REVIEW_PENDING'];
    const ended = [...accepted, 'COMPILATION_ERROR', 'ERROR', 'FAILED', 'TIMEOUT'].toSorted();
    for (const word of ['PASSED', 'accepted']) expect(await found(word)).toEqual(accepted);
    expect(await found('completed')).toEqual(ended);
    for (const word of ['pending', 'RUNNING', 'failed', 'error', 'timeout', 'compilation_error', 'review_complete'])
      expect(await found(word)).toEqual([word.toUpperCase()]);
    expect((await student.ask('/submissions?status=splendid')).status).toBe(422);
    expect(await student.page('/submissions?status=passed')).toContain('<option value="ACCEPTED" selected>');
  });
});
