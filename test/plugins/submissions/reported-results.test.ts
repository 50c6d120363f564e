import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { manyExecutions, serve, somebody } from './a-classroom.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp({ works: true, environment: manyExecutions });
  address = await serve(app);
});
afterAll(() => app.stop());

it('gives no verdict and no points for what a browser says that it ran itself [CON-02]', async () => {
  const scope = await aScope(app);
  const { id } = await aProblem(scope);
  const student = await somebody(scope, address, 'learner');
  const reported = { executedInBrowser: true, browserEnvironment: 'webcontainer', status: 'ACCEPTED', points: 100 };
  const wrong = { language: 'python', code: 'print("no")' };
  const sent = await student.post(`/problems/${id}/submissions`, {
    ...wrong,
    ...reported,
    testResults: [{ passed: true }],
  });
  expect(sent.status).toBe(202);
  expect(await student.judged(String(sent.data.id))).toMatchObject({ verdict: 'FAILED', passedTests: 0, points: 0 });
});
