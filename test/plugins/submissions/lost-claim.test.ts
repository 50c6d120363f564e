import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Judgement } from '#plugins/problems';
import type { App } from '#src/app.ts';
import { claimSubmission, type Claimed } from '../../../plugins/submissions/pipeline/claim-submission.ts';
import { LostClaim } from '../../../plugins/submissions/pipeline/lost-claim.ts';
import { settleSubmission } from '../../../plugins/submissions/pipeline/settle-submission.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { manyExecutions, serve, somebody, stateOf } from './a-classroom.ts';

const judgement: Judgement = {
  verdict: 'ACCEPTED',
  points: 4,
  maxPoints: 4,
  compile: { failed: false, output: '', line: null },
  tests: [],
  brokenRules: [],
  timeMs: 1,
  memoryKb: 1,
  stretch: null,
};

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp({ environment: manyExecutions });
  address = await serve(app);
});
afterAll(() => app.stop());

describe('of two runs of one submission', () => {
  it('the one that claimed it last has a word: what the other found is stored nowhere and told nobody', async () => {
    const scope = await aScope(app);
    const { id: problemId } = await aProblem(scope);
    const submissionId = await (await somebody(scope, address, 'learner')).submit(problemId, 'print(1)');
    const claim = () => claimSubmission(scope, { submissionId, judgement: 1, isRegrade: false });
    const [first, second] = [(await claim())!, (await claim())!];
    const settle = (claimed: Claimed) =>
      scope.transaction((inside) => settleSubmission(inside, claimed, { judgement, tests: '[]', counts: true }));
    const counted = () =>
      scope.transaction(async ({ em }) => {
        const [row] = await em.execute<{ attempts: number | null; jobs: string }[]>(
          `select (select sum(attempts) from problem_progress where problem_id = ?) as attempts,
            (select count(*) from pgboss.job where data -> 'data' ->> 'submissionId' = ? and data -> 'data' ->> 'status' is not null) as jobs`,
          [problemId, submissionId],
        );
        return [Number(row!.attempts), Number(row!.jobs)];
      });
    await expect(settle(first)).rejects.toBeInstanceOf(LostClaim);
    expect([(await stateOf(scope, submissionId)).status, await counted()]).toEqual(['RUNNING', [0, 0]]);
    await settle(second);
    const [attempts, jobs] = await counted();
    expect([(await stateOf(scope, submissionId)).status, attempts]).toEqual(['ACCEPTED', 1]);
    expect(jobs).toBeGreaterThan(0);
    await expect(settle({ ...second, claimId: randomUUID() })).rejects.toBeInstanceOf(LostClaim);
  }, 60_000);
});
