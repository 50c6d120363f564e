import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execute } from '../../../../judge0/execute.ts';
import { nodeTypes } from '../../../../judge0/languages/node-types.ts';
import { readFunctionFrame } from '../../../../plugins/problems/judging/batches/function-frame.ts';
import { newKey, readFrame } from '../../../../plugins/problems/judging/frames.ts';
import { functionProgram } from '../../../../plugins/problems/judging/harnesses/function-program.ts';
import { JudgedProblem } from '../../../../plugins/problems/judging/judged-problem.ts';
import { root } from '../../../support/app.ts';
import { openLocal, type LocalClient } from '../../../support/judge0/local-judge.ts';
import { aRun } from '../../../support/judge0/open-client.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { filesOf } from './judged.ts';

const scratch = temporaryFolder();
let local: LocalClient;
beforeAll(async () => {
  local = await openLocal();
}, 120_000);
afterAll(() => local.close());

const harness = { functionName: 'add', parameters: [], returns: 'int' };
const problem = JudgedProblem.parse({ harness, tests: [] });

/** What the compiler of this repository makes of it, with the options and types that a judge gives. */
function compiled(source: string) {
  const folder = mkdtempSync(path.join(scratch, 'program-'));
  const files = functionProgram(problem, { language: 'typescript', files: filesOf({ 'main.ts': source }) });
  for (const file of [...files, { path: 'node.d.ts', content: nodeTypes }]) {
    mkdirSync(path.dirname(path.join(folder, file.path)), { recursive: true });
    writeFileSync(path.join(folder, file.path), file.content);
  }
  const options = ['--target', 'es2018', '--module', 'commonjs', '--types', '', '--ignoreConfig'];
  const command = [path.join(root, 'node_modules/typescript/bin/tsc'), ...options, 'script.ts', 'node.d.ts'];
  execFileSync(process.execPath, command, { cwd: folder });
  return ['script.js', 'solution.js'].map((name) => ({
    path: name,
    content: readFileSync(path.join(folder, name), 'utf8'),
  }));
}

/** A machine without a TypeScript for judges shows as much: it compiles, and what comes out of the compiler answers. */
describe('a function of TypeScript', () => {
  it.each([
    ['that is exported', 'export function add(a: number, b: number): number { console.log("here"); return a + b; }'],
    [
      'that is not',
      'const add = async (a: number, b: number): Promise<number> => { console.log("here"); return a + b; };',
    ],
  ])(
    '%s is compiled and called [F2-20]',
    async (_how, source) => {
      const key = newKey();
      const stdin = `${key}\n${JSON.stringify({ functionName: 'add', arguments: [1, 2] })}`;
      const { runs } = await execute(local.judges, {
        language: 'javascript',
        files: compiled(source),
        runs: [aRun(stdin, { cpuMs: 3_000, wallMs: 10_000 })],
        isolation: 'shared',
        priority: 'normal',
      });
      const { prints, body } = readFrame(runs[0]!.stdout, key);
      expect(prints.toString()).toBe('here\n');
      expect(readFunctionFrame(body!, harness)).toEqual({ end: null, actual: '3', line: null });
    },
    120_000,
  );
});
