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
  return { user, call, page };
}

const sizes = [100, 1_000, 10_000];
const tests = sizes.map((size) => ({ name: `n = ${size}`, stdin: `${size}\n`, expected: `${size}\n`, size }));
const claims = { timeComplexity: 'O(n log n)', spaceComplexity: 'O(n)', complexityPercent: 30 } as const;
const solution = (id: string, content: string) => ({ id, language: 'python', files: [{ path: 'main.py', content }] });
const quick = solution('quick', 'n = int(input())\nfor i in range(n): pass\nprint(n)');
const slow = solution('slow', 'n = int(input())\nfor i in range(n):\n    for j in range(n): pass\nprint(n)');

describe('complexity', () => {
  it('is claimed by the author, with a size for each test, and read by who solves the problem [D2-04][G-03]', async () => {
    const scope = await aScope(app);
    const { user, call, page } = await anAuthor(scope);
    const id = await aDraft(scope, { author: user.id, tests: tests.map(({ size: _size, ...test }) => test) });
    const { data } = await call('GET', `/problems/${id}/edit/languages`);
    const { values } = data.form as { values: Record<string, string> };
    expect([values.timeComplexity, values.spaceComplexity, values.complexityPercent]).toEqual([
      undefined,
      undefined,
      '20',
    ]);
    const form = { limits: { timeMs: 10_000 }, languages: [{ id: 'python' }] };
    const save = (more: object) => call('PUT', `/problems/${id}/edit/languages`, { ...form, version: 1, ...more });
    expect((await save({ timeComplexity: 'O(n!)' })).status).toBe(422);
    expect((await save({ spaceComplexity: 'O(1)' })).status).toBe(422);
    expect((await save(claims)).status).toBe(200);
    expect(await page(`/problems/${id}/edit/languages`)).toContain('<option value="O(n log n)" selected');
    const refused = await call('POST', `/problems/${id}/publishing`, {});
    expect([refused.status, refused.error]).toMatchObject([422, { details: [{ field: 'tests' }] }]);
    expect(await page(`/problems/${id}/edit/tests`)).toContain('name="test.size"');
    const published = await aProblem(scope, { author: user.id, tests, rules: claims });
    expect((await call('GET', `/problems/${published.id}`)).data.complexity).toEqual({
      time: 'O(n log n)',
      space: 'O(n)',
      percent: 30,
    });
    for (const path of [`/problems/${published.id}`, `/problems/${published.id}/solve`])
      expect((await page(path)).replaceAll(/<[^>]*>/g, '')).toMatch(
        /O\(n log n\)\s+\(else 30 % of the points are lost\)/,
      );
  }, 60_000);

  it('is kept by the author’s own solutions, or nothing is published, and the page says why [G-03]', async () => {
    const scope = await aScope(app);
    const { user, call, page } = await anAuthor(scope);
    const limits = { timeMs: 10_000 };
    const id = await aDraft(scope, { author: user.id, tests, rules: claims, limits, solutions: [quick, slow] });
    expect((await call('POST', `/problems/${id}/publishing`, {})).status).toBe(200);
    const ended = await eventually(
      () => scope.transaction(({ em }) => em.findOne(Publishing, { problem: id, state: { $ne: 'running' } })),
      160,
    );
    const time = { key: 'problems.judging.complexity.time', parameters: { claimed: 'O(n log n)', larger: 10 } };
    expect([ended.state, ended.trials]).toMatchObject([
      'refused',
      [
        { id: 'quick', verdict: 'ACCEPTED', isRight: true, brokenRules: [] },
        { id: 'slow', verdict: 'FAILED', isRight: false, failedTests: [], brokenRules: [time] },
      ],
    ]);
    expect(await page(`/publishings/${ended.id}`)).toContain('The time grows faster than O(n log n)');
  }, 180_000);
});
