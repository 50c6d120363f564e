import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { placeKind } from '#plugins/assignments';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { reviewJudged } from '../../../plugins/ai-reviews/writing/begin-review.ts';
import { anAssignment } from '../../support/assignment-factories.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { openModelServer } from '../../support/model-server.ts';
import { addressOf, judgedWork, reviewsOf, write } from './judged-work.ts';

let app: App;
let server: Awaited<ReturnType<typeof openModelServer>>;
beforeAll(async () => {
  server = await openModelServer();
  app = await openTestApp({ environment: { OPENAI_API_KEY: 'a-key', OPENAI_BASE_URL: server.url } });
});
afterAll(async () => {
  await app.stop();
  await server.close();
});

/** As if it had been handed in there. */
const putInto = (scope: Scope, id: string, assignmentId: string) =>
  scope.transaction(async (inside) => {
    await inside.em.execute('update submission set place_kind = ?, place_id = ? where id = ?', [
      placeKind,
      assignmentId,
      id,
    ]);
    await inside.em.execute('delete from ai_review where submission_id = ?', [id]);
    await reviewJudged(inside, id, 1);
  });

it('a review says in which course its work was handed in, also when it was asked for', async () => {
  const address = await addressOf(app);
  const scope = await aScope(app);
  const { id: assignmentId, courseId, problemId } = await anAssignment(scope, { text: 'Sums' });
  const work = await judgedWork(scope, { problemId, verdict: 'FAILED', code: 'print(3)' });
  expect(await reviewsOf(scope, work.id)).toMatchObject([{ course: null }]);
  await putInto(scope, work.id, assignmentId);
  await write(scope, work.id);
  const asked = await fetch(`${address}/api/v1/submissions/${work.id}/review`, {
    method: 'POST',
    headers: work.headers,
  });
  expect(asked.status).toBe(202);
  expect(await write(scope, work.id)).toMatchObject([
    { occasion: 'judged', course: { id: courseId }, problem: { id: problemId }, tier: 'basic' },
    { occasion: 'asked', course: { id: courseId }, problem: { id: problemId }, tier: 'model', promptTokens: 700 },
  ]);
}, 60_000);
