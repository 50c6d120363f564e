import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { Publishing } from '../../../plugins/problems/publishing/publishing.entity.ts';
import { aScope, eventually, openTestApp } from '../../support/app.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { aDraft, aProblem } from '../../support/problem-factories.ts';
import { html, json } from '../../support/web.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp({ works: true });
  const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${port}`;
});
afterAll(() => app.stop());

interface Trial {
  readonly isRight: boolean;
  readonly verdict: string;
  readonly failedTests: readonly number[];
}

async function anAuthor(scope: Scope) {
  const { user, authorization } = await aSignedInPerson(scope, ['instructor']);
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${address}/api/v1${path}`, {
      method,
      headers: { ...json, authorization, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const { data, error } = (await response.json()) as { data: Record<string, unknown>; error: unknown };
    return { status: response.status, data, error };
  };
  const page = async (path: string) => (await fetch(address + path, { headers: { ...html, authorization } })).text();
  /** Publishes, and waits for how it ended. */
  const publish = async (id: string) => {
    await call('POST', `/problems/${id}/publishing`, {});
    const ended = await eventually(
      () =>
        scope.transaction(({ em }) =>
          em.findOne(Publishing, { problem: id, state: { $ne: 'running' } }, { orderBy: { createdAt: 'desc' } }),
        ),
      90,
    );
    return { id: ended.id, state: ended.state, trials: ended.trials as readonly Trial[] };
  };
  return { user, call, page, publish };
}

const file = (content: string) => [{ path: 'main.py', content }];
const right = { id: 'right', language: 'python', files: file('print(sum(map(int, input().split())))') } as const;

describe('publishing', () => {
  it('runs the solutions, and makes a version when the reference is accepted and the wrong one fails', async () => {
    const scope = await aScope(app);
    const { user, publish, call, page } = await anAuthor(scope);
    const id = await aDraft(scope, { author: user.id });
    const { state, trials, id: attempt } = await publish(id);
    expect(trials).toMatchObject([
      { isRight: true, verdict: 'ACCEPTED', failedTests: [] },
      { isRight: true, verdict: 'FAILED', failedTests: [2] },
    ]);
    expect(state).toBe('published');
    expect((await call('GET', `/problems/${id}`)).data).toMatchObject({ version: 1, revision: 1, title: 'Sums' });
    expect(await page(`/publishings/${attempt}`)).toContain('It is published.');
  }, 120_000);

  it('is refused, with the tests that say why, when a reference fails or a wrong solution is accepted', async () => {
    const scope = await aScope(app);
    const { user, publish, page, call } = await anAuthor(scope);
    const solutions = [
      { ...right, id: 'first', files: file('print(3)') },
      { ...right, id: 'second', role: 'wrong' as const },
    ];
    const id = await aDraft(scope, { author: user.id, solutions });
    const { state, trials, id: attempt } = await publish(id);
    expect(state).toBe('refused');
    expect(trials).toMatchObject([
      { isRight: false, verdict: 'FAILED', failedTests: [2] },
      { isRight: false, verdict: 'ACCEPTED' },
    ]);
    expect((await call('GET', `/problems/${id}/publishing`)).data).toMatchObject({ versions: [] });
    expect(await page(`/publishings/${attempt}`)).toContain('a test is missing that finds its mistake');
  }, 120_000);

  it('is refused when a wrong solution only fails because it never runs', async () => {
    const scope = await aScope(app);
    const { user, publish, page } = await anAuthor(scope);
    const wrong = { language: 'python', role: 'wrong' as const };
    const solutions = [
      right,
      { ...wrong, id: 'unparsed', files: file('print(3') },
      { ...wrong, id: 'crashing', files: file('a, b = input().split()\nassert b == "2"\nprint(3)') },
    ];
    const { state, trials, id: attempt } = await publish(await aDraft(scope, { author: user.id, solutions }));
    expect(state).toBe('refused');
    expect(trials).toMatchObject([
      { isRight: true },
      { isRight: false, verdict: 'ERROR', failedTests: [1, 2] },
      { isRight: true, failedTests: expect.any(Array) },
    ]);
    expect(await page(`/publishings/${attempt}`)).toContain('A wrong solution has to run and be judged wrong.');
  }, 120_000);

  it('needs a test, and of each a name, what it gives and what it wants, and names the place of what lacks [D2-14]', async () => {
    const scope = await aScope(app);
    const { user, call } = await anAuthor(scope);
    const refusal = async (written: object) => {
      const id = await aDraft(scope, { author: user.id, ...written });
      const { status, error } = await call('POST', `/problems/${id}/publishing`, {});
      return [status, (error as { details: object[] }).details];
    };
    expect(await refusal({ tests: [] })).toMatchObject([422, [{ field: 'tests', message: 'Add a test at least.' }]]);
    expect(
      await refusal({
        tests: [
          { name: 'Whole', expected: '3' },
          { kind: 'function', checker: { kind: 'json' } },
        ],
      }),
    ).toEqual([
      422,
      [
        { field: 'tests.1.name', message: 'Test 2 needs a name.' },
        { field: 'tests.1.functionName', message: 'Test 2 needs a function: name it under Languages.' },
        { field: 'tests.1.arguments', message: 'Test 2 needs its arguments as a JSON list.' },
        { field: 'tests.1.expected', message: 'Test 2 needs what is expected.' },
      ],
    ]);
  });

  it('happens once at a time for a problem', async () => {
    const scope = await aScope(app);
    const { user, call } = await anAuthor(scope);
    const id = await aDraft(scope, { author: user.id });
    const answers = await Promise.all([1, 2, 3].map(() => call('POST', `/problems/${id}/publishing`, {})));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409, 409]);
  }, 60_000);
});

describe('a revision', () => {
  it('changes what people read of a version and nothing by which it judges', async () => {
    const scope = await aScope(app);
    const { user, call } = await anAuthor(scope);
    const { id, versionId } = await aProblem(scope, { author: user.id, statement: 'Wriet the sum.' });
    await call('PUT', `/problems/${id}`, { version: 1, statement: 'Write the sum.', tests: [] });
    expect((await call('GET', `/problems/${id}`)).data.statement).toBe('Wriet the sum.');
    await call('POST', `/problems/${id}/revisions`, {});
    expect((await call('GET', `/problems/${id}`)).data).toMatchObject({
      statement: 'Write the sum.',
      versionId,
      version: 1,
      revision: 2,
      samples: [{ id: 'one' }],
      hiddenTests: 1,
    });
  });
});
