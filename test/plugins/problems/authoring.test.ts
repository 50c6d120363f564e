import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { countVerdict } from '#plugins/problems';
import type { App } from '#src/app.ts';
import type { OrganizationRole } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { aDraft, aProblem, sums } from '../../support/problem-factories.ts';
import { html, htmx, json } from '../../support/web.ts';

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
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    const { data, error } = (text ? JSON.parse(text) : {}) as { data: never; error: never };
    return { status: response.status, data: data as Record<string, unknown>, error: error as unknown };
  };
  const send = async (method: string, path: string, fields: Record<string, string>, headers: object = htmx) => {
    const response = await fetch(address + path, {
      method,
      redirect: 'manual',
      headers: { ...headers, authorization },
      body: new URLSearchParams(fields),
    });
    return { status: response.status, text: await response.text(), location: response.headers.get('location') };
  };
  const page = async (path: string) => (await fetch(address + path, { headers: { ...html, authorization } })).text();
  return { user, call, send, page };
}

/** What a form of the page would send: every field with what stands in it. */
function fieldsOf(page: string) {
  const form = /<form id="edit"[^]*?<\/form>/.exec(page)![0];
  const decoded = (text: string) =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&#x27;', "'")
      .replaceAll('&#x3D;', '=')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  const fields: Record<string, string> = {};
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(tag)?.[1];
    if (!name || (/type="checkbox"/.test(tag) && !/\bchecked\b/.test(tag))) continue;
    fields[name] = decoded(/\bvalue="([^"]*)"/.exec(tag)?.[1] ?? '');
  }
  for (const [, name, text] of form.matchAll(/<textarea[^>]*\bname="([^"]*)"[^>]*>\n?([^<]*)/g))
    fields[name!] = decoded(text!);
  for (const [, name, options] of form.matchAll(/<select[^>]*\bname="([^"]*)"[^>]*>([^]*?)<\/select>/g)) {
    const chosen = /<option value="([^"]*)" selected/.exec(options!) ?? /<option value="([^"]*)"/.exec(options!);
    fields[name!] = decoded(chosen?.[1] ?? '');
  }
  return fields;
}

describe('POST /problems', () => {
  it('is for instructors and administrators, and makes a draft that only they see [D2-17, CON-21, Y-28]', async () => {
    const scope = await aScope(app);
    const [instructor, student] = [await somebody(scope, 'instructor'), await somebody(scope, 'learner')];
    const refused = await student.call('POST', '/problems', { title: 'Mine' });
    expect([refused.status, refused.error]).toMatchObject([
      403,
      { message: 'Only instructors and administrators write problems.' },
    ]);
    const made = await instructor.call('POST', '/problems', { title: 'Größte Lücke' });
    expect([made.status, made.data.slug]).toEqual([201, 'grosste-lucke']);
    expect((await instructor.call('POST', '/problems', { title: 'Größte Lücke' })).data.slug).toBe('grosste-lucke-2');
    expect((await student.call('GET', `/problems/${made.data.id as string}/edit`)).status).toBe(404);
    expect((await instructor.call('POST', '/problems', {})).status).toBe(422);
  });

  it('takes a whole problem from a program, with tests and starter code [D2-11, D2-01, D2-02, D2-03, D2-13, D2-23, D2-24]', async () => {
    const scope = await aScope(app);
    const { call } = await somebody(scope, 'instructor');
    const { title: _title, ...written } = sums({ outcomes: ['Adding'], estimatedMinutes: 20, type: 'bugFix' });
    const { data, status } = await call('POST', '/problems', { title: 'Sums', ...written });
    expect(status).toBe(201);
    const { data: tests } = await call('GET', `/problems/${data.id as string}/edit/tests`);
    expect(tests.tests).toMatchObject([
      { name: 'Small numbers', visibility: 'sample', weight: 1 },
      { name: 'Large numbers', visibility: 'hidden', weight: 3 },
    ]);
    const { data: words } = await call('GET', `/problems/${data.id as string}/edit`);
    expect((words.form as { values: object }).values).toMatchObject({
      outcomes: 'Adding',
      estimatedMinutes: '20',
      type: 'bugFix',
    });
  });
});

describe('a draft', () => {
  it('saves itself while it is written, and says which version stands', async () => {
    const scope = await aScope(app);
    const { user, send, page } = await somebody(scope, 'instructor');
    const id = await aDraft(scope, { author: user.id });
    const fields = fieldsOf(await page(`/problems/${id}/edit`));
    const saved = await send('PUT', `/problems/${id}/edit`, { ...fields, title: 'New title', tags: 'One, two,one' });
    expect(saved.status).toBe(200);
    expect(saved.text).toContain('name="version" value="2"');
    expect(fieldsOf(await page(`/problems/${id}/edit`))).toMatchObject({
      title: 'New title',
      tags: 'one, two',
      version: '2',
    });
  });

  it('keeps all that it held when a form is sent as it stands, on every page of it', async () => {
    const scope = await aScope(app);
    const { user, send, page } = await somebody(scope, 'instructor');
    const tolerance = { absolute: 0.001, relative: 0.02 };
    const [, hidden] = sums().tests;
    const tests = [{ ...hidden!, checker: { kind: 'floats' as const, tolerance } }];
    const groups = [{ id: 'g', rule: 'all' as const, requires: null }];
    const id = await aDraft(scope, { author: user.id, groups, tests });
    for (const below of ['', '/languages', '/tests', '/solutions']) {
      const fields = fieldsOf(await page(`/problems/${id}/edit${below}`));
      const { status, text } = await send('PUT', `/problems/${id}/edit${below}`, fields);
      expect([below, status, /name="version" value="(\d+)"/.exec(text)?.[1]]).toEqual([below, 200, '1']);
    }
    const fields = fieldsOf(await page(`/problems/${id}/edit/tests`));
    expect(fields).toMatchObject({ 'test.checker.absolute': '0.001', 'test.checker.relative': '0.02' });
  });

  it('that somebody else saved meanwhile shows both texts and loses neither; mine can be saved over it', async () => {
    const scope = await aScope(app);
    const { user, send, page } = await somebody(scope, 'instructor');
    const id = await aDraft(scope, { author: user.id });
    const fields = fieldsOf(await page(`/problems/${id}/edit`));
    await send('PUT', `/problems/${id}/edit`, { ...fields, title: 'Theirs' });
    const late = await send('PUT', `/problems/${id}/edit`, { ...fields, title: 'My own' });
    expect(late.status).toBe(409);
    expect(late.text.replaceAll(/<[^>]*>/g, '')).toMatch(/Theirs[^]*My own/);
    expect(late.text).toContain('name="over" value="2"');
    expect((await send('PUT', `/problems/${id}/edit`, { ...fields, title: 'My own', over: '2' })).status).toBe(200);
    expect(fieldsOf(await page(`/problems/${id}/edit`)).title).toBe('My own');
  });

  it('has tests that are added, moved and taken away, with what was written kept', async () => {
    const scope = await aScope(app);
    const { user, send, page } = await somebody(scope, 'instructor');
    const id = await aDraft(scope, { author: user.id });
    const path = `/problems/${id}/edit/tests`;
    const names = async () =>
      [...(await page(path)).matchAll(/edit\/tests\?test=[\w-]+"[^>]*>([^<]*)<\/a>/g)].map(([, name]) => name);
    const fields = async (query = '') => fieldsOf(await page(path + query));
    await send('POST', `${path}?test=two`, {
      ...(await fields('?test=two')),
      'test.name': 'Huge',
      'test.weight': '2.5',
      act: 'tests.1.up',
    });
    expect(await names()).toEqual(['Huge', 'Small numbers']);
    const added = await send('POST', path, { ...(await fields()), act: 'tests.add' }, html);
    expect([added.status, added.location]).toEqual([303, `${path}?test=newest`]);
    expect(await names()).toEqual(['Huge', 'Small numbers', 'Without a name']);
    await send('POST', path, { ...(await fields()), act: 'tests.1.remove' });
    expect(await names()).toEqual(['Huge', 'Without a name']);
    expect(await fields('?test=two')).toMatchObject({ 'test.weight': '2.5', 'test.stdin': '1000000 2\n' });
  });

  it('takes the first file along where a language is changed, unless somebody chose its name, and keeps what was typed', async () => {
    const scope = await aScope(app);
    const { user, send, page } = await somebody(scope, 'instructor');
    const starter = (path: string) => [{ path, content: 'typed' }];
    const languages = [
      { id: 'python', starter: [...starter('main.py'), { path: 'data.txt', content: '1' }] },
      { id: 'java', starter: starter('sums.py') },
    ];
    const solutions = [{ id: 'right', language: 'python', files: starter('main.py') }];
    const id = await aDraft(scope, { author: user.id, languages, solutions });
    const changed = async (below: string, fields: Record<string, string>) => {
      const path = `/problems/${id}/edit/${below}`;
      await send('PUT', path, { ...fieldsOf(await page(path)), ...fields });
      return fieldsOf(await page(path));
    };
    expect(await changed('languages', { 'languages.0.id': 'shell', 'languages.1.id': 'cpp' })).toMatchObject({
      'languages.0.starter.0.path': 'main.sh',
      'languages.0.starter.0.content': 'typed',
      'languages.0.starter.1.path': 'data.txt',
      'languages.1.starter.0.path': 'sums.py',
    });
    expect(await changed('languages', { 'languages.0.id': 'java' })).toMatchObject({
      'languages.0.starter.0.path': 'Main.java',
    });
    expect(await changed('solutions', { 'solutions.0.language': 'cpp' })).toMatchObject({
      'solutions.0.files.0.path': 'main.cpp',
      'solutions.0.files.0.content': 'typed',
    });
  });

  it('keeps a language that its form does not offer to others, and calls each by its name', async () => {
    const scope = await aScope(app);
    const { user, send, page } = await somebody(scope, 'instructor');
    const id = await aDraft(scope, { author: user.id, languages: [{ id: 'haskell' }, { id: 'csharp' }] });
    const path = `/problems/${id}/edit/languages`;
    const before = await page(path);
    for (const name of ['Haskell', 'C#']) expect(before).toContain(`<h2 translate="no">${name}</h2>`);
    expect(fieldsOf(before)['languages.0.id']).toBe('haskell');
    await send('PUT', path, { ...fieldsOf(before), 'limits.timeMs': '3000' });
    expect(fieldsOf(await page(path))).toMatchObject({ 'languages.0.id': 'haskell', 'limits.timeMs': '3000' });
  });

  it('is seen as it will look before it is saved, and cleaned', async () => {
    const scope = await aScope(app);
    const { user, send, page } = await somebody(scope, 'instructor');
    const id = await aDraft(scope, { author: user.id });
    const fields = fieldsOf(await page(`/problems/${id}/edit`));
    const { text, status } = await send('POST', `/problems/${id}/preview`, {
      ...fields,
      statement: 'A **bold** <script>x</script> $x^2$',
    });
    expect(status).toBe(200);
    expect(text).toMatch(/<strong>bold<\/strong>.*<math/s);
    expect(text).not.toContain('<script');
    expect(fieldsOf(await page(`/problems/${id}/edit`)).statement).not.toContain('bold');
  });

  it('is changed in parts by a program; what it does not name stays [Y-29]', async () => {
    const scope = await aScope(app);
    const { user, call } = await somebody(scope, 'instructor');
    const id = await aDraft(scope, { author: user.id });
    expect((await call('PUT', `/problems/${id}`, { version: 1, title: 'Named anew' })).data).toMatchObject({
      version: 2,
    });
    const { data } = await call('GET', `/problems/${id}/edit`);
    expect((data.form as { values: object }).values).toMatchObject({ title: 'Named anew', category: 'arithmetic' });
    const late = await call('PUT', `/problems/${id}`, { version: 1, title: 'Too late' });
    expect([late.status, late.data]).toMatchObject([
      409,
      { typed: { title: 'Too late' }, standing: { title: 'Named anew' } },
    ]);
  });

  it('is changed by its author and by administrators, and by no other instructor [D2-17]', async () => {
    const scope = await aScope(app);
    const [author, other, admin, student] = [
      await somebody(scope, 'instructor'),
      await somebody(scope, 'instructor'),
      await somebody(scope, 'admin'),
      await somebody(scope, 'learner'),
    ];
    const { id } = await aProblem(scope, { author: author.user.id });
    const change = async ({ call }: typeof author, version: number) =>
      (await call('PUT', `/problems/${id}`, { version, title: `Version ${version}` })).status;
    expect([await change(author, 1), await change(admin, 2), await change(other, 3), await change(student, 3)]).toEqual(
      [200, 200, 404, 404],
    );
    for (const { call } of [other, student]) {
      expect((await call('DELETE', `/problems/${id}`)).status).toBe(404);
      expect((await call('POST', `/problems/${id}/publishing`, {})).status).toBe(404);
    }
  });
});

describe('the limits of a problem', () => {
  it('are 2 s and 64 MB unless told otherwise, at most 10 s and 512 MB, and a language may have its own [CON-47]', async () => {
    const scope = await aScope(app);
    const { user, call } = await somebody(scope, 'instructor');
    const id = await aDraft(scope, { author: user.id, languages: [{ id: 'java', timeMs: 5000, memoryKb: 256_000 }] });
    const { data } = await call('GET', `/problems/${id}/edit/languages`);
    expect((data.form as { values: object }).values).toMatchObject({
      'limits.timeMs': '2000',
      'limits.memoryKb': '65536',
      'languages.0.timeMs': '5000',
      'languages.0.memoryKb': '256000',
    });
    const change = async (limits: object) =>
      (await call('PUT', `/problems/${id}`, { version: 1, limits: { timeMs: 2000, ...limits } })).status;
    expect(await change({ timeMs: 10_001 })).toBe(422);
    expect(await change({ memoryKb: 512_001 })).toBe(422);
    expect(await change({ timeMs: 10_000, memoryKb: 512_000 })).toBe(200);
  });
});

describe('DELETE /problems/:id', () => {
  it('deletes for good what nobody has submitted to, and only hides the rest, from where it comes back [D2-18, Y-30]', async () => {
    const scope = await aScope(app);
    const [author, student] = [await somebody(scope, 'instructor'), await somebody(scope, 'learner')];
    const [unused, used] = [
      await aProblem(scope, { author: author.user.id }),
      await aProblem(scope, { title: 'Used', author: author.user.id }),
    ];
    await scope.transaction((inside) =>
      countVerdict(inside, { problemId: used.id, accepted: false, userId: student.user.id }),
    );
    expect((await author.call('DELETE', `/problems/${unused.id}`)).status).toBe(204);
    expect((await author.call('GET', `/problems/${unused.id}`)).status).toBe(404);
    expect((await author.call('DELETE', `/problems/${used.id}`)).status).toBe(204);
    expect((await student.call('GET', `/problems/${used.id}`)).status).toBe(404);
    const { data } = await author.call('GET', '/problems?state=removed');
    expect(data.problems).toMatchObject([{ title: '[DELETED] Used', visibility: 'private' }]);
    await author.send('POST', `/problems/${used.id}/restoration`, {});
    expect((await student.call('GET', '/problems')).data.problems).toMatchObject([{ title: 'Used' }]);
  });
});
