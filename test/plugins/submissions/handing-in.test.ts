import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aDraft, aProblem } from '../../support/problem-factories.ts';
import { serve, somebody } from './a-classroom.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  address = await serve(app);
});
afterAll(() => app.stop());

const count = async (scope: Scope) => {
  const [row] = await scope.transaction(
    ({ em }) =>
      em.execute<{ rows: number; jobs: number; events: number }[]>(
        `select count(*)::int as rows, (select count(*)::int from pgboss.job j where j.name = 'submissions.judge'
          and j.data ->> 'organizationId' = ?) as jobs from submission`,
        [scope.organization.id],
      ),
    { readOnly: true },
  );
  return row!;
};

describe('POST /problems/:id/submissions', () => {
  it('stores one submission for a double click, which gets the same answer twice [F1-02, Y-36]', async () => {
    const scope = await aScope(app);
    const { id } = await aProblem(scope);
    const student = await somebody(scope, address, 'learner');
    const key = { 'idempotency-key': randomUUID() };
    const body = { language: 'python', code: 'print(1)' };
    const path = `/problems/${id}/submissions`;
    const answers = await Promise.all([student.post(path, body, key), student.post(path, body, key)]);
    const late = await student.post(path, body, key);
    expect(late.status).toBe(202);
    expect(answers.filter(({ status }) => status === 202).map(({ data }) => data.id)).toContain(late.data.id);
    expect(await count(scope)).toMatchObject({ rows: 1, jobs: 1 });
  });

  it('says what is wrong with code that is too long, empty or in no language of the problem, and stores nothing [F1-03]', async () => {
    const scope = await aScope(app);
    const { id } = await aProblem(scope);
    const student = await somebody(scope, address, 'learner');
    const path = `/problems/${id}/submissions`;
    const refused = async (body: object) => {
      const { status, error } = await student.post(path, body);
      expect(status).toBe(422);
      return error!.details[0]!;
    };
    const long = await refused({ language: 'python', code: '😀'.repeat(10_001) });
    expect(long).toMatchObject({ field: 'code' });
    expect(long.message).toContain('10,001');
    expect((await refused({ language: 'python', code: ' \n' })).message).toContain('no code yet');
    expect((await refused({ language: 'cobol', code: 'x' })).message).toContain('Python');
    const twice = { path: 'main.py', content: 'x' };
    expect(await refused({ language: 'python', files: [twice, twice] })).toMatchObject({ field: 'files.1.path' });
    expect((await student.post(path, { language: 'python', code: '😀'.repeat(10_000) })).status).toBe(202);
    expect((await refused({ language: 'python', code: 'x'.repeat(1_000_000) })).message).toContain('1,000,000');
    expect((await student.post(path, { language: 'python', code: 'x'.repeat(5_100_000) })).status).toBe(413);
    const zero = await student.post(path, { language: 'python', code: 'print("a\0b")' });
    expect(zero.status).toBe(400);
    expect(await count(scope)).toMatchObject({ rows: 1 });
  });

  it('refuses code that changes given lines, in a run too, and names the file and the lines', async () => {
    const scope = await aScope(app);
    const given = 'import sys\n\n# yours\n\nprint(sum_of(sys.stdin))\n';
    const helper = { path: 'rules.py', content: 'LIMIT = 3\n', locked: '1' };
    const starter = [{ path: 'main.py', content: given, locked: '1-2, 5' }, helper];
    const { id } = await aProblem(scope, { languages: [{ id: 'python', starter }] });
    const student = await somebody(scope, address, 'learner');
    const send = async (main: string, rules: string | null, to = 'submissions') => {
      const files = [{ path: 'main.py', content: main }, ...(rules === null ? [] : [{ ...helper, content: rules }])];
      const { status, error } = await student.post(`/problems/${id}/${to}`, { language: 'python', files });
      return { status, said: error?.details.map(({ field, message }) => [field, message]) ?? [] };
    };
    const mine = given.replace('# yours', 'def sum_of(lines):\n    return 3');
    for (const to of ['submissions', 'runs']) {
      expect(await send(mine.replace('import sys', 'import os'), helper.content, to)).toMatchObject({
        status: 422,
        said: [['files.0.content', expect.stringMatching(/main\.py.*lines 1–2 /)]],
      });
      expect(await send('print(3)', 'LIMIT = 4', to)).toMatchObject({
        status: 422,
        said: [
          ['files.0.content', expect.stringMatching(/main\.py.*lines 1–2, 5 /)],
          ['files.1.content', expect.stringMatching(/rules\.py.*line 1 /)],
        ],
      });
      expect((await send(mine, null, to)).said).toEqual([['files', expect.stringContaining('rules.py')]]);
    }
    expect(await count(scope)).toMatchObject({ rows: 0 });
    expect((await send(mine.replaceAll('\n', '\r\n'), `# mine\n${helper.content}`)).status).toBe(202);
    expect((await send(`# before\n${mine}`, helper.content, 'runs')).status).toBe(202);
  });

  it('keeps a problem to which work was handed in that nobody has judged yet [D2-18]', async () => {
    const scope = await aScope(app);
    const author = await somebody(scope, address, 'instructor');
    const student = await somebody(scope, address, 'learner');
    const { id } = await aProblem(scope, { author: author.user.id });
    const submitted = await student.submit(id, 'print(1)');
    const url = `${address}/api/v1/problems/${id}`;
    expect((await fetch(url, { method: 'DELETE', headers: author.headers })).status).toBe(204);
    expect((await student.ask(`/submissions/${submitted}`)).status).toBe(200);
    expect((await author.ask('/problems?state=removed')).data.problems).toHaveLength(1);
  });

  it('lets each person have ten executions a minute, and says when the next one is [F2-31]', async () => {
    const scope = await aScope(app);
    const { id } = await aProblem(scope);
    const [student, other] = [await somebody(scope, address, 'learner'), await somebody(scope, address, 'learner')];
    const path = `/problems/${id}/submissions`;
    for (let turn = 0; turn < 10; turn += 1)
      expect((await student.post(path, { language: 'python', code: `print(${turn})` })).status).toBe(202);
    expect((await student.post(path, { language: 'python', code: 'print(11)' })).status).toBe(429);
    expect((await student.post(`/problems/${id}/runs`, { language: 'python', code: 'print(12)' })).status).toBe(429);
    expect((await other.post(path, { language: 'python', code: 'print(1)' })).status).toBe(202);
  });

  it('knows no problem that is a draft or of another organization, by either address [F1-02]', async () => {
    const scope = await aScope(app);
    const draft = await aDraft(scope);
    const { id: elsewhere } = await aProblem(await aScope(app));
    const student = await somebody(scope, address, 'learner');
    for (const id of [draft, elsewhere, randomUUID()]) {
      expect((await student.post(`/problems/${id}/submissions`, { language: 'python', code: 'x' })).status).toBe(404);
      const other = await student.post('/submissions', { problemId: id, language: 'python', code: 'x' });
      expect(other.error!.details[0]).toMatchObject({ field: 'problemId' });
    }
  });
});

describe('GET /submissions', () => {
  it('shows who made it, who wrote the problem and who looks after the organization; nobody else finds it [F1-16, F1-12, Y-42]', async () => {
    const scope = await aScope(app);
    const [author, other, admin, student, classmate] = [
      await somebody(scope, address, 'instructor'),
      await somebody(scope, address, 'instructor'),
      await somebody(scope, address, 'admin'),
      await somebody(scope, address, 'learner'),
      await somebody(scope, address, 'learner'),
    ];
    const { id: problemId } = await aProblem(scope, { author: author.user.id });
    const id = await student.submit(problemId, 'print("mine")');
    for (const path of [`/submissions/${id}`, `/submissions/${id}/code`, `/submissions/${id}/result`]) {
      for (const reader of [student, author, admin]) expect((await reader.ask(path)).status).toBe(200);
      for (const stranger of [other, classmate]) expect((await stranger.ask(path)).status).toBe(404);
    }
    const { data } = await student.ask(`/submissions/${id}/code`);
    expect(data.files).toEqual([{ path: 'main.py', content: 'print("mine")' }]);
    expect(JSON.stringify(await student.ask(`/submissions/${id}`))).not.toContain('mine');
  });

  it('lists own ones by cursor and filter, at each of their addresses; those of others only for who may see them [F1-13, F1-14, F1-15, Y-14, Y-35]', async () => {
    const scope = await aScope(app);
    const [author, student] = [await somebody(scope, address, 'instructor'), await somebody(scope, address, 'learner')];
    const [admin, classmate] = [await somebody(scope, address, 'admin'), await somebody(scope, address, 'learner')];
    const { id: problemId } = await aProblem(scope, { author: author.user.id });
    const ids: string[] = [];
    for (let turn = 0; turn < 3; turn += 1) ids.unshift(await student.submit(problemId, `print(${turn})`));
    await classmate.submit(problemId, 'print(4)');
    const listed = async (who: typeof student, path: string) =>
      ((await who.ask(path)).data.submissions as { id: string }[]).map(({ id }) => id);
    for (const path of [
      '/submissions',
      '/users/me/submissions',
      '/submissions/user',
      `/problems/${problemId}/submissions`,
    ])
      expect(await listed(student, path)).toEqual(ids);
    const first = await student.ask('/submissions?limit=2');
    const second = await student.ask(`/submissions?limit=2&cursor=${first.meta.cursor}`);
    expect(
      [...(first.data.submissions as { id: string }[]), ...(second.data.submissions as { id: string }[])].map(
        ({ id }) => id,
      ),
    ).toEqual(ids);
    expect(await listed(student, '/submissions?status=ACCEPTED')).toEqual([]);
    expect(await listed(student, '/submissions?status=PENDING&language=python')).toEqual(ids);
    expect(await listed(author, `/problems/${problemId}/submissions`)).toHaveLength(4);
    expect(await listed(author, `/problems/${problemId}/submissions?user_id=${student.user.id}`)).toEqual(ids);
    expect(await listed(admin, `/users/${student.user.id}/submissions`)).toEqual(ids);
    expect((await classmate.ask(`/users/${student.user.id}/submissions`)).status).toBe(404);
    expect((await classmate.ask(`/problems/${problemId}/submissions?user_id=${student.user.id}`)).status).toBe(404);
    const comparison = await student.ask(`/submissions/comparison?one=${ids[0]}&other=${ids[1]}`);
    expect(comparison.data.files).toMatchObject([
      { path: 'main.py', isSame: false, before: 'print(2)', after: 'print(1)' },
    ]);
  });
});
