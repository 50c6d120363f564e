import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { AuditEntry } from '#src/audit/audit-entry.entity.ts';
import type { OrganizationRole } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { openContent } from '../../../plugins/problems/content/seal-content.ts';
import { ProblemDraft } from '../../../plugins/problems/problem-draft.entity.ts';
import { topicsNamed } from '../../../plugins/problems/topics/topics-named.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { html } from '../../support/web.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${port}`;
});
afterAll(() => app.stop());

/** Somebody of the organization, in a browser. */
async function somebody(scope: Scope, ...roles: OrganizationRole[]) {
  const { user, authorization } = await aSignedInPerson(scope, roles);
  const headers = { ...html, authorization };
  const exported = (id: string) => fetch(`${address}/problems/${id}/export`, { headers });
  const imported = (source: string) =>
    fetch(`${address}/problems/import`, {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: new URLSearchParams({ source }),
    });
  return { user, exported, imported };
}

const draftOf = (scope: Scope, id: string) =>
  scope.transaction(
    async (inside) => openContent(inside, await inside.em.findOneOrFail(ProblemDraft, { problem: id })),
    { readOnly: true },
  );

describe('an exported problem', () => {
  it('is the same where it is imported, hidden tests, solutions and topics too, and a draft of whoever imports it', async () => {
    const [here, there] = [await aScope(app), await aScope(app)];
    const [author, other] = [await somebody(here, 'instructor'), await somebody(there, 'instructor')];
    const topicIds = await here.transaction((inside) => topicsNamed(inside, ['Numbers', 'Reading']));
    const { id } = await aProblem(here, { title: 'Großes „Paket“', topicIds, author: author.user.id });
    const answer = await author.exported(id);
    expect([answer.status, answer.headers.get('content-disposition'), answer.headers.get('cache-control')]).toEqual([
      200,
      'attachment; filename="grosses-paket.json"',
      'no-store',
    ]);
    const source = await answer.text();
    const made = await other.imported(source);
    expect(made.status).toBe(303);
    const copy = /problems\/([\w-]+)\/edit/.exec(made.headers.get('location')!)![1]!;
    const { topicIds: _here, ...before } = await draftOf(here, id);
    const { topicIds: theirs, ...after } = await draftOf(there, copy);
    expect(after).toEqual(before);
    const names = await there.transaction(({ em }) =>
      em.execute<{ id: string; name: string }[]>('select id, name from topic order by name'),
    );
    expect(names.map(({ name }) => name)).toEqual(['Numbers', 'Reading']);
    expect(names.map((topic) => topic.id).toSorted()).toEqual([...theirs].toSorted());
    expect((await other.exported(copy)).status).toBe(200);
  });

  it('is given to who may change the problem and to nobody else, and each time is remembered [CON-27]', async () => {
    const scope = await aScope(app);
    const [author, other, admin, student] = [
      await somebody(scope, 'instructor'),
      await somebody(scope, 'instructor'),
      await somebody(scope, 'admin'),
      await somebody(scope, 'learner'),
    ];
    const { id } = await aProblem(scope, { author: author.user.id });
    for (const [who, status] of [
      [author, 200],
      [admin, 200],
      [other, 404],
      [student, 404],
    ] as const)
      expect((await who.exported(id)).status).toBe(status);
    const acts = await scope.transaction(({ em }) => em.find(AuditEntry, { targetId: id }), { readOnly: true });
    expect(acts.map(({ action }) => action)).toEqual(['problem.exported', 'problem.exported']);
    expect((await student.imported('{}')).status).toBe(403);
  });

  it('that is none is refused in words, and nothing is made of it', async () => {
    const scope = await aScope(app);
    const author = await somebody(scope, 'instructor');
    const { id } = await aProblem(scope, { author: author.user.id });
    const exported = (await (await author.exported(id)).json()) as { problem: Record<string, unknown> };
    const wrongly = (problem: object) => JSON.stringify({ ...exported, problem: { ...exported.problem, ...problem } });
    const cases: readonly [string, number, string][] = [
      ['not JSON', 422, 'Paste the file whole'],
      ['{}', 422, 'something is wrong at format'],
      ['3', 422, 'not an export of a problem'],
      [wrongly({ difficulty: 'gigantic' }), 422, 'something is wrong at problem.difficulty'],
      [wrongly({ title: 'a\0b' }), 400, 'cannot be stored'],
    ];
    for (const [source, status, words] of cases) {
      const answer = await author.imported(source);
      expect([answer.status, (await answer.text()).includes(words)]).toEqual([status, true]);
    }
    const [row] = await scope.transaction(({ em }) =>
      em.execute<{ problems: number }[]>('select count(*)::int as problems from problem'),
    );
    expect(row!.problems).toBe(1);
  });
});
