import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { countVerdict } from '#plugins/problems';
import type { App } from '#src/app.ts';
import { AuditEntry } from '#src/audit/audit-entry.entity.ts';
import type { OrganizationRole } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { reviseStatement } from '../../../plugins/problems/publishing/revise-statement.ts';
import { topicsNamed } from '../../../plugins/problems/topics/topics-named.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { aDraft, aProblem } from '../../support/problem-factories.ts';
import { html, json } from '../../support/web.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${port}`;
});
afterAll(() => app.stop());

/** Somebody of the organization, as a program and as a browser. */
async function somebody(scope: Scope, ...roles: OrganizationRole[]) {
  const { user, authorization } = await aSignedInPerson(scope, roles);
  const call = async (method: string, path: string, body?: object) => {
    const headers = { ...json, authorization, 'content-type': 'application/json' };
    const response = await fetch(`${address}/api/v1${path}`, {
      method,
      headers,
      redirect: 'manual',
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    const { data, error } = (text ? JSON.parse(text) : {}) as { data: never; error: never };
    return { status: response.status, data: data as Record<string, unknown>, error: error as unknown };
  };
  const send = (path: string, fields: readonly (readonly [string, string])[]) =>
    fetch(address + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...html, authorization },
      body: new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])),
    });
  const page = async (path: string) => (await fetch(address + path, { headers: { ...html, authorization } })).text();
  const titles = async (query: string) =>
    ((await call('GET', `/problems${query}&sort_by=title&order=asc`)).data.problems as { title: string }[]).map(
      ({ title }) => title,
    );
  return { user, call, send, page, titles };
}

const topics = (scope: Scope, ...names: string[]) => scope.transaction((inside) => topicsNamed(inside, names));

/** The topics of a problem as its page has them. */
const topicsOf = async ({ call }: Awaited<ReturnType<typeof somebody>>, id: string) =>
  ((await call('GET', `/problems/${id}`)).data.topics as { name: string }[]).map(({ name }) => name);

describe('the topics of problems', () => {
  it('are several of a problem and have several problems; the catalogue narrows and searches by them [D2-12]', async () => {
    const scope = await aScope(app);
    const student = await somebody(scope, 'learner');
    const [graphs, sorting] = (await topics(scope, 'Graphs', 'Sorting & Searching')) as [string, string];
    const both = await aProblem(scope, { title: 'Both', topicIds: [sorting, graphs] });
    await aProblem(scope, { title: 'One', topicIds: [graphs] });
    await aProblem(scope, { title: 'None' });
    expect(await student.titles('?topic=graphs')).toEqual(['Both', 'One']);
    expect(await student.titles(`?topic=${sorting}`)).toEqual(['Both']);
    expect(await student.titles('?topic=sorting-searching')).toEqual(['Both']);
    expect(await student.titles('?q=SEARCH')).toEqual(['Both']);
    expect(await student.titles('?topic=sorting-searching&q=one')).toEqual([]);
    expect(await student.titles('?topic=nothing')).toEqual([]);
    expect(await topicsOf(student, both.id)).toEqual(['Graphs', 'Sorting & Searching']);
    const page = await student.page('/problems?topic=graphs');
    expect(page).toContain('<option value="graphs" selected>Graphs</option>');
    expect(page).toMatch(/href="\/problems\?topic(=|&#x3D;)sorting-searching">Sorting &amp; Searching</);
  });

  it('are chosen where the problem is written, and stand in the catalogue when it is published [D2-12]', async () => {
    const scope = await aScope(app);
    const author = await somebody(scope, 'instructor');
    const [graphs, trees] = (await topics(scope, 'Graphs', 'Trees')) as [string, string];
    const id = await aDraft(scope, { title: 'Written', author: author.user.id });
    const page = await author.page(`/problems/${id}/edit`);
    expect(page).toContain(`name="topics.${graphs}"`);
    const version = /name="version" value="(\d+)"/.exec(page)![1]!;
    const fields: [string, string][] = [
      ['version', version],
      ['title', 'Written'],
      [`topics.${graphs}`, 'true'],
      [`topics.${trees}`, 'true'],
    ];
    expect((await author.send(`/problems/${id}/edit`, fields)).status).toBeLessThan(400);
    expect(await author.titles('?topic=trees')).toEqual(['Written']);
    expect(await author.page(`/problems/${id}/edit`)).toMatch(
      new RegExp(`<input[^>]*name="topics.${trees}"[^>]*checked|<input[^>]*checked[^>]*name="topics.${trees}"`),
    );
    const next = String(Number(version) + 1);
    const without = fields.filter(([name]) => !name.endsWith(trees));
    await author.send(
      `/problems/${id}/edit`,
      without.map(([name, value]) => [name, name === 'version' ? next : value] as const),
    );
    expect(await author.titles('?topic=trees')).toEqual([]);
    expect(await author.titles('?topic=graphs')).toEqual(['Written']);
  });

  it('of a published problem change when its text is published anew, and not while it is written [D2-12]', async () => {
    const scope = await aScope(app);
    const author = await somebody(scope, 'instructor');
    const [graphs, trees] = (await topics(scope, 'Graphs', 'Trees')) as [string, string];
    const { id } = await aProblem(scope, { title: 'Standing', topicIds: [graphs], author: author.user.id });
    const changed = await author.call('PUT', `/problems/${id}`, { version: 1, topicIds: [trees] });
    expect(changed.status).toBe(200);
    expect(await topicsOf(author, id)).toEqual(['Graphs']);
    await scope.transaction((inside) => reviseStatement(inside, id));
    expect(await topicsOf(author, id)).toEqual(['Trees']);
  });

  it('say how many of their problems the reader has solved and how everybody fares; readers see none without problems [D2-12]', async () => {
    const scope = await aScope(app);
    const [student, other, author] = [
      await somebody(scope, 'learner'),
      await somebody(scope, 'learner'),
      await somebody(scope, 'instructor'),
    ];
    const [graphs] = (await topics(scope, 'Graphs', 'Nothing yet')) as [string];
    const [one, two] = [
      await aProblem(scope, { topicIds: [graphs] }),
      await aProblem(scope, { title: 'Two', topicIds: [graphs] }),
    ];
    await aProblem(scope, { title: 'Private', visibility: 'private', topicIds: [graphs] });
    const count = (problemId: string, accepted: boolean, userId: string) =>
      scope.transaction((inside) => countVerdict(inside, { problemId, accepted, userId }));
    await count(one.id, true, student.user.id);
    await count(two.id, false, student.user.id);
    await count(two.id, false, other.user.id);
    const seen = { id: graphs, slug: 'graphs', name: 'Graphs', problems: 2, submissions: 3, acceptanceRate: 0.3333 };
    const listOf = async (who: typeof student) => (await who.call('GET', '/topics')).data.topics;
    expect(await listOf(student)).toEqual([{ ...seen, attempted: 2, solved: 1 }]);
    expect(await listOf(other)).toEqual([{ ...seen, attempted: 1, solved: 0 }]);
    expect(await listOf(author)).toMatchObject([{ name: 'Graphs' }, { name: 'Nothing yet', problems: 0 }]);
    expect((await student.call('GET', `/topics/${graphs}`)).data).toMatchObject({ ...seen, solved: 1 });
    expect(await student.page('/topics')).toContain('1 of 2 solved');
  });

  it('are made and renamed by who writes problems, and removed by who looks after the organization; problems stay [D2-12]', async () => {
    const scope = await aScope(app);
    const [student, author, admin] = [
      await somebody(scope, 'learner'),
      await somebody(scope, 'instructor'),
      await somebody(scope, 'admin'),
    ];
    expect((await student.call('POST', '/topics', { name: 'Mine' })).status).toBe(403);
    expect((await author.send('/topics', [['name', 'Graphs']])).headers.get('location')).toMatch(/^\/topics\//);
    const twice = await author.call('POST', '/topics', { name: 'GRAPHS' });
    expect([twice.status, JSON.stringify(twice.error)]).toEqual([
      422,
      expect.stringContaining('There is a topic GRAPHS already'),
    ]);
    const [graphs] = (await topics(scope, 'graphs')) as [string];
    const { id } = await aProblem(scope, { topicIds: [graphs] });
    expect((await student.call('POST', `/topics/${graphs}/name`, { name: 'Mine' })).status).toBe(403);
    expect((await author.call('POST', `/topics/${graphs}/name`, { name: 'Networks' })).status).toBeLessThan(400);
    expect(await topicsOf(student, id)).toEqual(['Networks']);
    expect(await student.titles('?topic=graphs')).toEqual(['Sums']);
    expect((await author.call('POST', `/topics/${graphs}/removal`, {})).status).toBe(404);
    expect((await admin.call('POST', `/topics/${graphs}/removal`, {})).status).toBeLessThan(400);
    expect(await topicsOf(student, id)).toEqual([]);
    const acts = await scope.transaction(({ em }) => em.find(AuditEntry, { targetId: graphs }), { readOnly: true });
    expect(acts.map(({ action }) => action).toSorted()).toEqual(['topic.removed', 'topic.renamed']);
  });
});
