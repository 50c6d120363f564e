import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { AuditEntry } from '#src/audit/audit-entry.entity.ts';
import { ProblemVersion } from '../../../plugins/problems/problem-version.entity.ts';
import { askToPublish } from '../../../plugins/problems/publishing/ask-to-publish.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { html, htmx, json } from '../../support/web.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${port}`;
});
afterAll(() => app.stop());

const secret = 'only-the-judge-knows';
const content = {
  editorial: `${secret}-editorial`,
  hints: [`${secret}-hint`],
  tests: [
    { id: 'one', name: 'Small', visibility: 'sample', stdin: '1 2', expected: '3' },
    {
      id: 'two',
      name: `${secret}-name`,
      visibility: 'hidden',
      stdin: `${secret}-stdin`,
      args: [`${secret}-argument`],
      expected: `${secret}-expected`,
      explanation: `${secret}-explanation`,
      checker: { kind: 'regex', pattern: `${secret}-pattern` },
    },
  ],
  solutions: [{ id: 'right', language: 'python', files: [{ path: 'main.py', content: `# ${secret}-solution` }] }],
} as const;

const forms = [
  ['page', html, ''],
  ['fragment', htmx, ''],
  ['JSON', json, '/api/v1'],
] as const;

describe('what is in hidden tests', () => {
  it('stands in no answer of any route to a student, in whichever form [CON-26, D2-16]', async () => {
    const scope = await aScope(app);
    const author = await aSignedInPerson(scope, ['instructor']);
    const student = await aSignedInPerson(scope, ['learner']);
    const { id } = await aProblem(scope, { ...(content as object), author: author.user.id });
    const publishingId = await scope.transaction(async (inside) => (await askToPublish(inside, id)).id);
    const routes = app.kernel.plugins.find(({ name }) => name === 'problems')!.routes;
    const found: string[] = [];
    let answered = 0;
    for (const { method, path } of routes)
      for (const [form, headers, prefix] of forms) {
        const place = `${prefix}${path.replace(':id', id).replace(':publishingId', publishingId)}`;
        const body = method === 'get' ? {} : { body: JSON.stringify({ version: 1, title: 'x', level: 9 }) };
        const response = await fetch(address + place, {
          method: method.toUpperCase(),
          redirect: 'manual',
          headers: { ...headers, 'content-type': 'application/json', authorization: student.authorization },
          ...body,
        });
        const text = await response.text();
        if (response.ok) answered += 1;
        if (text.includes(secret)) found.push(`${method} ${place} as ${form}`);
      }
    expect(found).toEqual([]);
    expect(answered).toBeGreaterThan(8);
  }, 60_000);

  it('is opened for its author, and that is remembered for ever', async () => {
    const scope = await aScope(app);
    const { user, authorization } = await aSignedInPerson(scope, ['instructor']);
    const { id } = await aProblem(scope, { ...(content as object), author: user.id });
    const response = await fetch(`${address}/problems/${id}/edit/tests?test=two`, {
      headers: { ...html, authorization },
    });
    expect(await response.text()).toContain(`${secret}-stdin`);
    const acts = await scope.transaction(({ em }) => em.find(AuditEntry, { action: 'problem.testsRead' }));
    expect(acts).toMatchObject([{ actorId: user.id, targetType: 'problem', targetId: id }]);
  });

  it('belongs to its row: sealed content of one version opens for no other [F2-26]', async () => {
    const scope = await aScope(app);
    const { versionId: one } = await aProblem(scope);
    const { versionId: other } = await aProblem(scope);
    const open = await scope.transaction(async ({ em, keys }) => {
      const row = await em.findOneOrFail(ProblemVersion, { id: one });
      return (id: string) => keys.open('problem-content', row.content, id);
    });
    expect(open(one)).toContain('1000000');
    expect(() => open(other)).toThrow('was changed, or belongs to another row');
  });
});
