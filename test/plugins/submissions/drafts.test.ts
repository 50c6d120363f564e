import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { json } from '../../support/web.ts';
import { locateLocked } from '../../../plugins/submissions/workspace/locate-locked.ts';

let app: App;
let address: string;
let scope: Scope;
let problemId: string;
const languages = [
  { id: 'python', starter: [{ path: 'main.py', content: '# begin here\n' }] },
  { id: 'javascript', starter: [{ path: 'main.js', content: '// begin here\n' }] },
];
beforeAll(async () => {
  app = await openTestApp();
  address = `http://127.0.0.1:${(await app.serve({ port: 0, host: '127.0.0.1' })).port}/api/v1`;
  scope = await aScope(app);
  problemId = (await aProblem(scope, { languages })).id;
});
afterAll(() => app.stop());

/** Somebody who types, and what their workspace then holds. */
async function aSolver() {
  const { authorization } = await aSignedInPerson(scope, ['learner']);
  const send = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${address}/problems/${problemId}/${path}`, {
      method,
      headers: { ...json, authorization, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, ...((await response.json()) as { data: Record<string, unknown> }) };
  };
  const save = (content: string, draftVersion: number, language = 'python') =>
    send('PUT', `drafts/${language}`, {
      files: [{ path: language === 'python' ? 'main.py' : 'main.js', content }],
      draftVersion,
    });
  const seen = async (query = '') => {
    const { data } = await send('GET', `solve${query}`);
    const [file] = data.files as { content: string }[];
    return { language: data.language, content: file!.content, draft: data.draft };
  };
  return { send, save, seen };
}

describe('PUT /problems/:id/drafts/:language', () => {
  it('keeps what one types in each language, and opens the one that was written in last [F3-05]', async () => {
    const { save, seen } = await aSolver();
    expect(await seen()).toMatchObject({ language: 'python', content: '# begin here\n', draft: { saves: 0 } });
    expect((await save('print(1)', 0)).data).toMatchObject({ saves: 1 });
    expect((await save('console.log(1)', 0, 'javascript')).data).toMatchObject({ saves: 1 });
    expect((await save('print(12)\r\n', 1)).data).toMatchObject({ saves: 2 });
    expect(await seen()).toMatchObject({ language: 'python', content: 'print(12)\n', draft: { saves: 2 } });
    expect(await seen('?language=javascript')).toMatchObject({ content: 'console.log(1)' });
    expect(await (await aSolver()).seen()).toMatchObject({ content: '# begin here\n' });
  });

  it('refuses with both texts what was not typed over the text that stands, and leaves that as it is [F3-05]', async () => {
    const { save, seen } = await aSolver();
    const both = await Promise.all([save('one', 0), save('other', 0)]);
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]));
    const standing = (await seen()).content;
    const late = await save('late', 0);
    expect(late.status).toBe(409);
    expect(late.data).toMatchObject({
      version: 1,
      typed: { files: [{ content: 'late' }] },
      standing: { files: [{ content: standing }] },
    });
    expect((await seen()).content).toBe(standing);
    expect((await save('late', 1)).status).toBe(200);
  });

  it('is not there for a language that the problem does not take', async () => {
    const { send } = await aSolver();
    expect((await send('PUT', 'drafts/cobol', { files: [{ path: 'main', content: 'x' }] })).status).toBe(404);
  });
});

describe('GET /problems/:id/solve', () => {
  it('brings the code that was handed in last where there is no draft, until one begins again [D2-16]', async () => {
    const { send, save, seen } = await aSolver();
    await send('POST', 'submissions', { language: 'javascript', code: 'console.log(3)' });
    expect(await seen()).toMatchObject({ language: 'javascript', content: 'console.log(3)', draft: { saves: 0 } });
    await save('console.log(4)', 0, 'javascript');
    expect((await seen()).content).toBe('console.log(4)');
    await send('POST', 'drafts/javascript/restart');
    expect((await seen('?language=javascript')).content).toBe('// begin here\n');
  });
});

describe('locked lines', () => {
  const given = { path: 'main.py', content: 'import sys\n\nx = 1\n# yours\nprint(x)\n' };
  it('are found where they have moved to', () => {
    const content = '# mine\nimport sys\n\n# mine too\nx = 1\nmore\nprint(x)\n';
    expect(
      locateLocked(
        given,
        [
          [5, 5],
          [1, 2],
        ],
        content,
      ),
    ).toEqual([
      [2, 3],
      [7, 7],
    ]);
  });
  it('are nowhere once somebody has changed them', () => {
    expect(
      locateLocked(
        given,
        [
          [1, 1],
          [3, 3],
        ],
        'import os\nx = 1\n',
      ),
    ).toEqual([[2, 2]]);
  });
});
