import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { analyse, ownPatterns } from '#plugins/code-analysis';
import type { App } from '#src/app.ts';
import type { OrganizationRole } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { form, html } from '../../support/web.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${port}`;
});
afterAll(() => app.stop());

const quit = {
  name: 'Leaves with quit',
  language: 'python',
  dimension: 'practice',
  severity: 'warning',
  message: 'In a program `quit()` **ends** more than the loop. Use `return` or `break`.',
  writing: 'code',
  source: 'quit($$$A)',
  bad: 'for i in range(3):\n    quit()\n',
  good: 'for i in range(3):\n    break\n',
};

async function somebody(scope: Scope, ...roles: OrganizationRole[]) {
  const { authorization, user } = await aSignedInPerson(scope, roles);
  const post = (path: string, fields: Record<string, string> = {}) =>
    fetch(address + path, form(fields, { authorization }));
  const get = async (path: string, language = 'en') => {
    const answer = await fetch(address + path, { headers: { ...html, authorization, 'accept-language': language } });
    return { status: answer.status, text: await answer.text() };
  };
  const add = async (fields: Partial<typeof quit> = {}) => {
    const answer = await post('/patterns', { ...quit, ...fields });
    return { status: answer.status, path: answer.headers.get('location') ?? '', text: await answer.text() };
  };
  return { userId: user.id, post, get, add };
}

const active = (scope: Scope) => scope.transaction((inside) => ownPatterns(inside, 'python'));

describe('POST /patterns', () => {
  it('adds code with gaps, which is found in programs from then on, with its words for students [H3-11, H3-12]', async () => {
    const scope = await aScope(app);
    const { add, get } = await somebody(scope, 'instructor');
    const { status, path } = await add();
    expect(status).toBe(303);
    const [own] = await active(scope);
    expect(own).toMatchObject({ name: quit.name, dimension: 'practice', severity: 'warning', message: quit.message });
    const { given } = await analyse('python', 'x = 1\nquit(0)\n', [own!]);
    expect(given!.matches).toContainEqual({ id: own!.id, start: 2, end: 2 });
    expect((await get(path)).text).toContain('<strong>ends</strong>');
    expect((await get('/patterns', 'de')).text).toContain(quit.name);
    expect((await get('/patterns?q=loop')).text).toContain(quit.name);
    expect((await get('/patterns?language=java')).text).not.toContain(quit.name);
  });

  it('adds a rule of ast-grep in YAML, alone or with constraints', async () => {
    const scope = await aScope(app);
    const { add } = await somebody(scope, 'instructor');
    expect((await add({ name: 'alone', writing: 'rule', source: 'pattern: quit()' })).status).toBe(303);
    const source = 'rule: { pattern: "$F()" }\nconstraints: { F: { regex: ^quit$ } }';
    expect((await add({ name: 'whole', writing: 'rule', source })).status).toBe(303);
    expect((await active(scope)).map(({ name }) => name)).toEqual(['alone', 'whole']);
  });

  it('refuses in words what its examples do not prove, or nobody can look for', async () => {
    const scope = await aScope(app);
    const { add } = await somebody(scope, 'instructor');
    const refused = async (fields: Partial<typeof quit>) => {
      const { status, text } = await add(fields);
      expect(status).toBe(422);
      return text;
    };
    expect(await refused({ bad: 'print(1)' })).toContain('Nothing is found here, though it should be.');
    expect(await refused({ good: 'x = 1\nquit()' })).toContain('Line 2 of this example shows the pattern too.');
    expect(await refused({ writing: 'rule', source: 'kind: [broken' })).toContain('This cannot be looked for:');
    expect(await refused({ writing: 'rule', source: 'kind: no_such_kind' })).toContain('This cannot be looked for:');
    expect(await refused({ source: ' ' })).toContain('Leaves with quit');
    await add();
    expect(await refused({})).toContain('There is a pattern of this name already.');
    expect(await active(scope)).toHaveLength(1);
  });

  it('is for those who teach', async () => {
    const scope = await aScope(app);
    const learner = await somebody(scope, 'learner');
    expect((await learner.add()).status).toBe(404);
    expect((await learner.get('/patterns/own/new')).status).toBe(404);
    expect(await active(scope)).toEqual([]);
  });
});

describe('a pattern of the organization', () => {
  it('is switched off and on by all who teach, changed and deleted by its author and by keepers [H3-13]', async () => {
    const scope = await aScope(app);
    const [author, colleague, owner] = [
      await somebody(scope, 'instructor'),
      await somebody(scope, 'instructor'),
      await somebody(scope, 'owner'),
    ];
    const { path } = await author.add();
    await colleague.post(`${path}/silence`);
    expect(await active(scope)).toEqual([]);
    await colleague.post(`${path}/silence/removal`);
    expect(await active(scope)).toHaveLength(1);
    expect((await colleague.get(`${path}/edit`)).status).toBe(404);
    expect((await colleague.post(`${path}/removal`)).status).toBe(404);
    expect((await colleague.get(path)).text).not.toContain('id="removal"');
    const changed = { ...quit, source: 'quit()', version: '1' };
    expect((await author.post(path, changed)).status).toBe(303);
    expect((await owner.post(path, { ...changed, name: 'Too late' })).status).toBe(409);
    expect((await owner.get(path)).text).toContain('id="removal"');
    expect((await owner.post(`${path}/removal`)).status).toBe(303);
    expect((await author.get(path)).status).toBe(404);
  });

  it('is not found in another organization', async () => {
    const scope = await aScope(app);
    const { path } = await (await somebody(scope, 'instructor')).add();
    const stranger = await somebody(await aScope(app), 'owner');
    for (const act of ['/silence', '/removal', '/trial']) expect((await stranger.post(path + act)).status).toBe(404);
    expect((await stranger.get(path)).status).toBe(404);
    expect((await stranger.get('/patterns')).text).not.toContain(quit.name);
    expect(await active(scope)).toHaveLength(1);
  });
});
