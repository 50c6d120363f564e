import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { startSession } from '#src/sessions/start-session.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { aSubmission } from '../../support/submission-factories.ts';
import { html, json } from '../../support/web.ts';
import { serve, somebody } from './a-classroom.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  address = await serve(app);
});
afterAll(() => app.stop());

const title = 'New here? Four steps';

it('explains itself in steps until one puts that away, on every device of theirs, and comes back when they want it [S-05]', async () => {
  const scope = await aScope(app);
  const { id } = await aProblem(scope);
  const [student, other] = [await somebody(scope, address, 'learner'), await somebody(scope, address, 'learner')];
  const solve = `/problems/${id}/solve`;
  expect(await student.page(solve)).toContain(title);
  const { authorization } = student.headers;
  const dismiss = (next: string) =>
    fetch(`${address}/workspace-guide/dismissal`, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...html, authorization },
      body: new URLSearchParams({ next }),
    });
  expect((await dismiss(solve)).headers.get('location')).toMatch(new RegExp(`${solve}$`));
  expect((await dismiss('//elsewhere.example/')).headers.get('location')).not.toContain('elsewhere');
  const { token } = await scope.transaction((inside) =>
    startSession(inside, student.user, { ip: '127.0.0.1', userAgent: 'another device' }),
  );
  const elsewhere = await fetch(address + solve, { headers: { ...html, authorization: `Bearer ${token}` } });
  expect(await elsewhere.text()).not.toContain(title);
  expect(await other.page(solve)).toContain(title);
  await fetch(`${address}/api/v1/users/preferences`, {
    method: 'PUT',
    headers: { ...json, authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ workspaceGuide: true }),
  });
  expect(await student.page(solve)).toContain(title);
  await aSubmission(scope, { userId: student.user.id, problemId: id });
  expect(await student.page(solve)).not.toContain(title);
});
