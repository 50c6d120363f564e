import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { outcome, removeProjects, ScratchProject } from './scratch-project.ts';

const repository = path.resolve(import.meta.dirname, '../..');
let project: ScratchProject;

const jestThat = (counts: object | null, then: string) => `
  const fs = require('node:fs');
  console.log('jest', process.argv.slice(2).join(' '), process.env.ASSAY_LONG ?? 'short');
  ${counts ? `fs.writeFileSync(process.env.ASSAY_TEST_COUNTS, '${JSON.stringify(counts)}');` : ''}
  ${then}`;

const failing = (name: string) => ({ file: `test/${name}.test.ts`, passed: 1, failed: 1 });

/** Four tests pass and one fails; of the two in its file both pass with an argument. */
const jestThatPassesAt = (argument: string) => `
  const isLate = process.argv.includes('--runInBand');
  const passes = process.argv.includes('${argument}');
  ${jestThat(null, '')}
  const failing = ${JSON.stringify([failing('late')])};
  const first = { passed: 4, failed: 1, failing };
  const second = passes ? { passed: 2, failed: 0, failing: [] } : { passed: 1, failed: 1, failing };
  fs.writeFileSync(process.env.ASSAY_TEST_COUNTS, JSON.stringify(isLate ? second : first));
  process.exit(isLate && passes ? 0 : 1);`;

function tool(file: string, text: string) {
  project.write(`node_modules/${file}`, text);
}

beforeEach(async () => {
  project = new ScratchProject();
  project.write('scripts/debian-packages.txt', '');
  project.write('nothing.mjs', '');
  await project.run(['nothing.mjs']);
  for (const [name, file] of Object.entries({
    typescript: 'bin/tsc',
    oxlint: 'bin/oxlint',
    prettier: 'bin/prettier.cjs',
  })) {
    tool(`${name}/package.json`, '{ "type": "commonjs" }');
    tool(`${name}/${file}`, `console.log('${name} ran')`);
  }
  tool('jest/package.json', '{ "type": "commonjs" }');
  tool('jest/bin/jest.js', jestThat({ passed: 5, failed: 0 }, ''));
  project.write(
    'src/cluster/open-cluster.ts',
    `export const removeOrphanClusters = async (parent) => console.log('removed in', parent);`,
  );
});

afterAll(removeProjects);

const lastLine = (output: string) => output.trimEnd().split('\n').at(-1);

async function test(...args: string[]) {
  const { code, output } = await project.run(['scripts/test.mjs', ...args]);
  return { code, output, line: lastLine(output) };
}

describe('npm test', () => {
  it('runs every check and the tests, and closes with the counts', async () => {
    const { code, output, line } = await test();
    expect({ code, line }).toEqual({ code: 0, line: '5 passed, 0 failed' });
    expect(output).toMatch(
      /Type check …\ntypescript ran\n\nLint …\noxlint ran\n\nFormat …\nprettier ran\n\nTests …\njest {2}short/,
    );
  });

  it('hands --long to the tests as ASSAY_LONG, and everything else to Jest', async () => {
    expect((await test('--long', 'test/src', '-t', 'name')).output).toContain('jest test/src -t name 1\n');
  });

  it('counts a failed check as one failed, and runs everything all the same', async () => {
    tool('typescript/bin/tsc', 'process.exit(2)');
    tool('oxlint/bin/oxlint', 'process.exit(1)');
    tool('jest/bin/jest.js', jestThat({ passed: 5, failed: 3 }, 'process.exit(1)'));
    const { code, output, line } = await test();
    expect({ code, line }).toEqual({ code: 1, line: '5 passed, 5 failed' });
    expect(output).toContain('Failed before the tests: Type check, Lint.');
  });

  it('counts a failed preparation', async () => {
    const { code, output } = await project.run(['scripts/test.mjs'], { env: { ASSAY_PREPARATION_FAILED: 'apt' } });
    expect({ code, line: lastLine(output) }).toEqual({ code: 1, line: '5 passed, 1 failed' });
  });

  it('counts a failed check and a killed Jest as two', async () => {
    tool('oxlint/bin/oxlint', 'process.exit(1)');
    tool('jest/bin/jest.js', jestThat(null, `process.kill(process.pid, 'SIGKILL')`));
    expect(await test()).toMatchObject({ code: 1, line: '0 passed, 2 failed' });
  });

  it('runs the few files that failed once more, alone, and says which passed only then', async () => {
    tool('jest/bin/jest.js', jestThatPassesAt('--runInBand'));
    const { code, output, line } = await test();
    expect({ code, line }).toEqual({ code: 0, line: '5 passed, 0 failed' });
    expect(output).toContain(`jest --runInBand --runTestsByPath test/late.test.ts short`);
    expect(output).toContain('Passed only when run once more, alone: test/late.test.ts');
  });

  it('fails with a file that fails again', async () => {
    tool('jest/bin/jest.js', jestThatPassesAt('never'));
    const { code, output, line } = await test();
    expect({ code, line }).toEqual({ code: 1, line: '4 passed, 1 failed' });
    expect(output.match(/^jest .*/gm)).toHaveLength(2);
    expect(output).not.toContain('Passed only');
  });

  it.each([
    ['a file that somebody names', ['test/late.test.ts'], {}],
    ['more than five files', [], { failed: 6, failing: Array.from({ length: 6 }, (_, i) => failing(`${i}`)) }],
    ['a run that was broken off besides', [], { failed: 2 }],
  ])('does not run %s again', async (_what, args, counts) => {
    tool(
      'jest/bin/jest.js',
      jestThat({ passed: 4, failed: 1, failing: [failing('late')], ...counts }, 'process.exit(1)'),
    );
    const { code, output } = await test(...args);
    expect(code).toBe(1);
    expect(output.match(/^jest .*/gm)).toHaveLength(1);
  });

  it.each([
    ['ran no test', jestThat({ passed: 0, failed: 0 }, ''), '0 passed, 1 failed'],
    ['ended without counts', jestThat(null, ''), '0 passed, 1 failed'],
    ['was killed', jestThat(null, `process.kill(process.pid, 'SIGKILL')`), '0 passed, 1 failed'],
    [
      'failed for a reason that no test shows',
      jestThat({ passed: 5, failed: 0 }, 'process.exit(1)'),
      '5 passed, 1 failed',
    ],
  ])('counts it as one failed when Jest %s', async (_what, jest, closing) => {
    tool('jest/bin/jest.js', jest);
    expect(await test()).toMatchObject({ code: 1, line: closing });
  });

  it.each([
    ['the checks', 'oxlint/bin/oxlint'],
    ['Jest', 'jest/bin/jest.js'],
  ])('ends everything at Ctrl-C in %s', async (_where, file) => {
    tool(file, `require('node:fs').writeFileSync('waiting.log', String(process.pid)); setInterval(() => {}, 1000)`);
    const child = project.start(['scripts/test.mjs']);
    const ended = outcome(child);
    const pid = Number(await project.waitFor('waiting.log'));
    child.kill('SIGINT');
    const { code, output } = await ended;
    expect({ code, line: lastLine(output) }).toEqual({ code: 130, line: '0 passed, 1 failed' });
    expect(output).not.toContain(file.startsWith('jest') ? 'never' : 'jest');
    expect(output).toContain(`removed in ${project.root}/.data`);
    expect(existsSync(`/proc/${pid}`)).toBe(false);
  });
});

describe('npm run check', () => {
  it('runs the checks alone and fails when one does', async () => {
    expect(await project.run(['scripts/check.mjs'])).toMatchObject({
      code: 0,
      output: expect.not.stringContaining('jest'),
    });
    tool('prettier/bin/prettier.cjs', 'process.exit(1)');
    expect(await project.run(['scripts/check.mjs'])).toMatchObject({
      code: 1,
      output: expect.stringMatching(/To mend: Format\.\n$/),
    });
  });
});

describe('the counts that Jest hands over', () => {
  it('are those of its tests, with one failed for each suite that could not run', () => {
    // Jest hands over to the one in node_modules, and there should be none.
    project = new ScratchProject();
    project.write(
      'good.test.mjs',
      `it('a', () => {}); it('b', () => {}); it.skip('c', () => {}); it('d', () => { throw new Error(); });`,
    );
    project.write('broken.test.mjs', `throw new Error('cannot be loaded');`);
    project.write('hook.test.mjs', `it('e', () => {}); afterAll(() => { throw new Error('after all'); });`);
    const config = {
      rootDir: project.root,
      testMatch: ['**/*.test.mjs'],
      reporters: ['<rootDir>/scripts/jest-closing-line.mjs'],
    };
    const jest = [
      '--experimental-vm-modules',
      `${repository}/node_modules/jest/bin/jest.js`,
      '--config',
      JSON.stringify(config),
    ];
    const env = { ...process.env, ASSAY_TEST_COUNTS: `${project.root}/counts.json` };
    const { status, stdout } = spawnSync(process.execPath, jest, { cwd: project.root, env, encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stdout).toContain('Failed: good.test.mjs: d');
    expect(stdout).toContain('Failed: broken.test.mjs');
    expect(JSON.parse(project.read('counts.json'))).toEqual({
      passed: 3,
      failed: 3,
      failing: expect.arrayContaining([
        { file: `${project.root}/good.test.mjs`, passed: 2, failed: 1 },
        { file: `${project.root}/broken.test.mjs`, passed: 0, failed: 1 },
        { file: `${project.root}/hook.test.mjs`, passed: 1, failed: 1 },
      ]),
    });
  });
});
