import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { countVerdict } from '#plugins/problems';
import type { App } from '#src/app.ts';
import type { OrganizationRole } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { aDraft, aProblem, lockedPython } from '../../support/problem-factories.ts';
import { html, htmx, json } from '../../support/web.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${port}`;
});
afterAll(() => app.stop());

interface Answer {
  readonly data: Readonly<Record<string, unknown>>;
  readonly meta: { readonly total: number; readonly limit: number; readonly page: number };
}

/** Somebody of the organization, and what the API answers them. */
async function somebody(scope: Scope, ...roles: OrganizationRole[]) {
  const { user, authorization } = await aSignedInPerson(scope, roles);
  const ask = async (path: string) => {
    const response = await fetch(address + path, { headers: { ...json, authorization } });
    return { status: response.status, ...((await response.json()) as Answer) };
  };
  const titles = async (query = '') =>
    ((await ask(`/api/v1/problems${query}`)).data.problems as { title: string }[]).map(({ title }) => title);
  const post = (path: string, body: object) =>
    fetch(address + path, {
      method: 'POST',
      headers: { ...json, authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  return { user, headers: { authorization }, ask, titles, post };
}

describe('GET /problems', () => {
  it('shows students what is published for everybody; drafts and private ones only their author and administrators see [D2-15, D2-20, Y-26]', async () => {
    const scope = await aScope(app);
    const [author, other, student, admin] = [
      await somebody(scope, 'instructor'),
      await somebody(scope, 'instructor'),
      await somebody(scope, 'learner'),
      await somebody(scope, 'admin'),
    ];
    await aProblem(scope, { title: 'For all', author: author.user.id });
    await aProblem(scope, { title: 'Private', visibility: 'private', author: author.user.id });
    await aDraft(scope, { title: 'Draft', author: author.user.id });
    expect(await student.titles()).toEqual(['For all']);
    expect(await other.titles()).toEqual(['For all']);
    expect(await author.titles('?sort_by=title&order=asc')).toEqual(['Draft', 'For all', 'Private']);
    expect(await admin.titles('?state=draft')).toEqual(['Draft']);
  });

  it('searches titles and tags whatever their case, and wants every tag that is named [D2-15]', async () => {
    const scope = await aScope(app);
    const { titles } = await somebody(scope, 'learner');
    await aProblem(scope, { title: 'Longest Path', tags: ['graphs', 'dynamic programming'] });
    await aProblem(scope, { title: 'Shortest path', tags: ['graphs'] });
    await aProblem(scope, { title: 'Sorting', tags: ['lists'] });
    expect(await titles('?q=PATH&sort_by=title&order=asc')).toEqual(['Longest Path', 'Shortest path']);
    expect(await titles('?q=lists')).toEqual(['Sorting']);
    expect(await titles('?tags=graphs,dynamic%20programming')).toEqual(['Longest Path']);
    expect(await titles('?tags=graphs,lists')).toEqual([]);
  });

  it('knows the four difficulties by the names of every scale, and sorts by them [CON-22]', async () => {
    const scope = await aScope(app);
    const { titles, ask } = await somebody(scope, 'learner');
    for (const difficulty of ['expert', 'beginner', 'advanced', 'intermediate'] as const)
      await aProblem(scope, { title: difficulty, difficulty });
    for (const asked of ['2', 'medium', 'intermediate'])
      expect(await titles(`?difficulty=${asked}`)).toEqual(['intermediate']);
    expect(await titles('?sort_by=difficulty&order=asc')).toEqual(['beginner', 'intermediate', 'advanced', 'expert']);
    expect((await ask('/api/v1/problems?difficulty=gigantic')).status).toBe(422);
  });

  it('says how far the reader is and how everybody fares, and narrows by it [D2-09]', async () => {
    const scope = await aScope(app);
    const [one, other] = [await somebody(scope, 'learner'), await somebody(scope, 'learner')];
    const [solved, tried] = [await aProblem(scope, { title: 'Solved' }), await aProblem(scope, { title: 'Tried' })];
    await aProblem(scope, { title: 'New' });
    const count = (problemId: string, accepted: boolean, userId: string) =>
      scope.transaction((inside) => countVerdict(inside, { problemId, accepted, userId }));
    await count(solved.id, false, one.user.id);
    await count(solved.id, true, one.user.id);
    await count(solved.id, false, one.user.id);
    await count(tried.id, false, one.user.id);
    expect(await one.titles('?status=solved')).toEqual(['Solved']);
    expect(await one.titles('?status=attempted')).toEqual(['Tried']);
    expect(await one.titles('?status=not_attempted')).toEqual(['New']);
    expect(await other.titles('?status=solved')).toEqual([]);
    const { data } = await other.ask('/api/v1/problems?q=solved');
    expect((data.problems as object[])[0]).toMatchObject({
      submissions: 3,
      accepted: 1,
      acceptanceRate: 0.3333,
      progress: 'not_attempted',
    });
  });

  it('comes in pages of twenty, the newest first [D2-15]', async () => {
    const scope = await aScope(app);
    const { ask, titles } = await somebody(scope, 'learner');
    for (let place = 1; place <= 22; place += 1) await aProblem(scope, { title: `Number ${place}` });
    expect((await titles()).slice(0, 2)).toEqual(['Number 22', 'Number 21']);
    expect(await titles('?page=2')).toEqual(['Number 2', 'Number 1']);
    expect((await ask('/api/v1/problems')).meta).toMatchObject({ page: 1, limit: 20, total: 22 });
  });

  it('is a page that says what to do where there is nothing yet, or nothing fits', async () => {
    const scope = await aScope(app);
    const [author, student] = [await somebody(scope, 'instructor'), await somebody(scope, 'learner')];
    const page = async (path: string, { headers }: typeof author) =>
      (await fetch(address + path, { headers: { ...html, ...headers } })).text();
    expect(await page('/problems', author)).toContain('href="/problems/new"');
    expect(await page('/problems', student)).toContain('as soon as an instructor publishes one');
    expect(await page('/problems', student)).not.toContain('href="/problems/new"');
    expect(await page('/problems?q=nothing', student)).toContain('No problem fits that');
  });
});

describe('GET /problems/categories', () => {
  it('names the categories of what everybody sees, sorted, each once, and is no problem with that id [D2-19, Y-31]', async () => {
    const scope = await aScope(app);
    const { ask } = await somebody(scope, 'learner');
    for (const category of ['strings', 'graphs', 'strings']) await aProblem(scope, { category });
    await aProblem(scope, { category: 'secret', visibility: 'private' });
    await aDraft(scope, { category: 'draft' });
    expect((await ask('/api/v1/problems/categories')).data).toEqual({ categories: ['graphs', 'strings'] });
  });
});

describe('GET /challenges', () => {
  it('leads to the problems, whatever stands behind it', async () => {
    const scope = await aScope(app);
    const { headers } = await somebody(scope, 'learner');
    for (const below of ['', '/categories', '/5/stats', '/5']) {
      const answer = await fetch(`${address}/challenges${below}`, {
        redirect: 'manual',
        headers: { ...html, ...headers },
      });
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `/problems${below}`]);
    }
  });
});

describe('GET /problems/:id', () => {
  it('shows the statement with formulas and code, cleaned, and the samples with their explanation [D2-10, Y-27]', async () => {
    const scope = await aScope(app);
    const { headers, ask } = await somebody(scope, 'learner');
    const { id } = await aProblem(scope, {
      languages: lockedPython,
      statement: 'Find $n^2$.\n\n```python\nprint(1)\n```\n<script>alert(1)</script>',
      tests: [
        { id: 'one', name: 'Small', visibility: 'sample', stdin: '3', expected: '9', explanation: 'Three *threes*.' },
      ],
    });
    const page = await (await fetch(`${address}/problems/${id}`, { headers: { ...html, ...headers } })).text();
    expect(page).toMatch(/<math[^>]*>.*<msup>/s);
    expect(page).toContain('hljs-');
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('Three <em>threes</em>.');
    expect((await ask(`/api/v1/problems/${id}`)).data).toMatchObject({
      samples: [{ stdin: '3', expected: '9', explanation: 'Three *threes*.' }],
      languages: [{ id: 'python', starter: [{ path: 'main.py', content: '# begin here\n' }], locked: [[[1, 1]]] }],
      progress: { attempts: 0, solvedAt: null },
    });
  });

  it('has what solving it needs to know at its head: difficulty, category, tags, how far one is, limits, formats [D2-08, D2-29]', async () => {
    const scope = await aScope(app);
    const { user, headers, ask } = await somebody(scope, 'learner');
    const written = { inputFormat: 'Two *numbers*.', outputFormat: 'Their sum.', constraints: 'Below 100.' };
    const { id } = await aProblem(scope, { title: 'Head', tags: ['numbers'], category: 'arithmetic', ...written });
    await scope.transaction((inside) => countVerdict(inside, { problemId: id, accepted: true, userId: user.id }));
    expect((await ask(`/api/v1/problems/${id}`)).data).toMatchObject({
      ...written,
      slug: 'head',
      difficulty: 'beginner',
      limits: { timeMs: 2000, memoryKb: 65_536 },
      submissions: 1,
      acceptanceRate: 1,
    });
    const page = await (await fetch(`${address}/problems/${id}`, { headers: { ...html, ...headers } })).text();
    const head = page.slice(page.indexOf('<h1'), page.indexOf('<article'));
    for (const words of ['Head', 'Easy', 'arithmetic', 'numbers', 'Solved']) expect(head).toContain(words);
    expect(page).toContain('Two <em>numbers</em>.');
  });

  it('that is not there is told in words on a page of ours, with a way on [S-10]', async () => {
    const scope = await aScope(app);
    const { headers } = await somebody(scope, 'learner');
    for (const path of ['/problems/018f0000-0000-7000-8000-000000000000', '/problems/nothing']) {
      const answer = await fetch(address + path, { headers: { ...html, ...headers } });
      const page = await answer.text();
      expect([answer.status, page.includes('<main'), /<h1[^>]*>[^<]+/.test(page)]).toEqual([404, true, true]);
    }
  });

  it('is there for its author and administrators alone while it is private [D2-16]', async () => {
    const scope = await aScope(app);
    const [author, other, student, admin] = [
      await somebody(scope, 'instructor'),
      await somebody(scope, 'instructor'),
      await somebody(scope, 'learner'),
      await somebody(scope, 'admin'),
    ];
    const { id } = await aProblem(scope, { visibility: 'private', author: author.user.id });
    const seen = async ({ ask }: typeof author) => (await ask(`/api/v1/problems/${id}`)).status;
    expect([await seen(author), await seen(admin), await seen(other), await seen(student)]).toEqual([
      200, 200, 404, 404,
    ]);
  });

  it('names others with the same tags or category, the nearest first', async () => {
    const scope = await aScope(app);
    const { ask } = await somebody(scope, 'learner');
    const { id } = await aProblem(scope, { title: 'This', tags: ['a', 'b'], category: 'x' });
    await aProblem(scope, { title: 'Near', tags: ['a', 'b'], category: null });
    await aProblem(scope, { title: 'Nearby', tags: ['a'], category: null });
    await aProblem(scope, { title: 'Like it', tags: [], category: 'x' });
    await aProblem(scope, { title: 'Hidden', tags: ['a', 'b'], visibility: 'private' });
    await aProblem(scope, { title: 'Far', tags: ['c'], category: 'y' });
    const { data } = await ask(`/api/v1/problems/${id}`);
    expect((data.related as { title: string }[]).map(({ title }) => title)).toEqual(['Near', 'Nearby', 'Like it']);
  });

  it('tells how it is solved only to those who have solved it, and to its author [D2-25]', async () => {
    const scope = await aScope(app);
    const [author, student] = [await somebody(scope, 'instructor'), await somebody(scope, 'learner')];
    const { id } = await aProblem(scope, { editorial: 'Just add.', author: author.user.id });
    const told = async ({ ask }: typeof author) => (await ask(`/api/v1/problems/${id}`)).data.editorial;
    expect([await told(student), await told(author)]).toEqual([null, 'Just add.']);
    const verdict = { problemId: id, accepted: true, userId: student.user.id };
    await scope.transaction((inside) => countVerdict(inside, verdict));
    expect(await told(student)).toBe('Just add.');
  });
});

describe('POST /problems/:id/hints', () => {
  it('opens one after the other, none before its turn, and the next not by a second click [D2-10]', async () => {
    const scope = await aScope(app);
    const [one, other] = [await somebody(scope, 'learner'), await somebody(scope, 'learner')];
    const { id } = await aProblem(scope, { hints: ['first hint', 'second hint', 'third hint'] });
    const open = async (level: number) => {
      const { data } = (await (await one.post(`/api/v1/problems/${id}/hints`, { level })).json()) as Answer;
      return [(data.hints as { text: string }[]).map(({ text }) => text), data.nextHint];
    };
    const page = await fetch(`${address}/problems/${id}`, { headers: { ...html, ...one.headers } });
    expect(await page.text()).not.toContain('first hint');
    expect(await open(2)).toEqual([[], 1]);
    expect(await open(1)).toEqual([['first hint'], 2]);
    expect(await open(1)).toEqual([['first hint'], 2]);
    expect(await open(2)).toEqual([['first hint', 'second hint'], 3]);
    expect(await open(3)).toEqual([['first hint', 'second hint', 'third hint'], null]);
    expect((await other.ask(`/api/v1/problems/${id}`)).data).toMatchObject({ hints: [], hintCount: 3, nextHint: 1 });
  });
});

describe('GET /problems/:id/stats', () => {
  it('counts every verdict at once: attempts, acceptance, scores, people [D2-06, G-16, Y-32]', async () => {
    const scope = await aScope(app);
    const { user, ask, headers } = await somebody(scope, 'learner');
    const others = [await somebody(scope, 'learner'), await somebody(scope, 'learner')];
    const { id } = await aProblem(scope);
    const count = (userId: string, accepted: boolean, score: number) =>
      scope.transaction((inside) => countVerdict(inside, { problemId: id, userId, accepted, score }));
    const stats = async () => (await ask(`/api/v1/problems/${id}/stats`)).data;
    expect(await stats()).toMatchObject({ totalAttempts: 0, acceptanceRate: null, averageScore: null, chart: null });
    await Promise.all([
      count(user.id, false, 0.5),
      count(others[0]!.user.id, true, 1),
      count(others[1]!.user.id, false, 0),
    ]);
    await scope.transaction(({ em }) =>
      em.execute(
        `update problem_progress set first_attempted_at = now() - interval '10 minutes' where problem_id = ? and user_id = ?`,
        [id, user.id],
      ),
    );
    await count(user.id, true, 1);
    expect(await stats()).toMatchObject({
      totalAttempts: 4,
      successfulAttempts: 2,
      acceptanceRate: 0.5,
      averageScore: 0.625,
      people: 3,
      solvers: 2,
      // Ten of one, none of the other.
      averageMinutes: 5,
      popularityScore: 3,
      chart: { series: [{ values: [1, 1, 0, 0, 0, 0] }] },
    });
    const page = await fetch(`${address}/problems/${id}/stats`, { headers: { ...htmx, ...headers } });
    expect(await page.text()).toContain('<svg');
  });
});
