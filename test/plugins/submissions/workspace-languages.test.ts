import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { json } from '../../support/web.ts';
import { serve, somebody } from './a-classroom.ts';

let app: App;
let address: string;
let scope: Scope;
beforeAll(async () => {
  app = await openTestApp();
  address = await serve(app);
  scope = await aScope(app);
});
afterAll(() => app.stop());

const languages = ['python', 'javascript', 'shell', 'java', 'cpp', 'common-lisp', 'befunge'].map((id) => ({ id }));

interface Shown {
  readonly languages: readonly { readonly name: string }[];
  readonly files: readonly { readonly path: string; readonly content: string }[];
}

/** Somebody at a problem that gives them nothing to begin with. */
async function aSolver() {
  const { id } = await aProblem(scope, { languages });
  const student = await somebody(scope, address, 'learner');
  const seen = async (language: string) =>
    (await student.ask(`/problems/${id}/solve?language=${language}`)).data as unknown as Shown;
  const save = (language: string, path: string, content: string) =>
    fetch(`${address}/api/v1/problems/${id}/drafts/${language}`, {
      method: 'PUT',
      headers: { ...json, ...student.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ files: [{ path, content }], draftVersion: 0 }),
    });
  return { id, student, seen, save };
}

describe('languages in the workspace', () => {
  it('have the names that people know', async () => {
    const { seen, id, student } = await aSolver();
    const names = ['Python', 'JavaScript', 'Bash', 'Java', 'C++', 'Common Lisp', 'Befunge'];
    expect((await seen('python')).languages.map(({ name }) => name)).toEqual(names);
    const submission = await student.submit(id, 'print(3)');
    for (const path of ['/submissions', `/submissions/${submission}`, `/submissions/${submission}/code`])
      expect(await student.page(path)).toMatch(/translate="no">Python</);
    const refused = await student.post(`/problems/${id}/submissions`, { language: 'cobol', code: 'x' });
    expect(refused.error?.details[0]?.message).toContain('Choose one of: Python, JavaScript, Bash, Java, C++');
  });

  it('call the file as people do, and each keeps what was typed in it [F3-04]', async () => {
    const { seen, save } = await aSolver();
    const paths: string[] = [];
    for (const { id } of languages) paths.push((await seen(id)).files.map(({ path }) => path).join());
    expect(paths).toEqual([
      'solution.py',
      'solution.js',
      'solution.sh',
      'Main.java',
      'solution.cpp',
      'solution.lisp',
      'solution.txt',
    ]);
    expect((await save('python', 'solution.py', 'print(1)')).status).toBe(200);
    expect((await seen('javascript')).files).toMatchObject([{ path: 'solution.js', content: '' }]);
    expect((await seen('python')).files).toMatchObject([{ path: 'solution.py', content: 'print(1)' }]);
  });

  it('leave a file under the name in which somebody wrote already', async () => {
    const { seen, save } = await aSolver();
    await save('shell', 'solution.shell', 'echo 3');
    expect((await seen('shell')).files).toMatchObject([{ path: 'solution.shell', content: 'echo 3' }]);
  });
});
