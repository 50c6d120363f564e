import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '#src/config/config.ts';
import { judgeSettings } from '../../../judge0/settings.ts';
import { chooseLanguage, offeredFamilies } from '../../../judge0/languages/choose-language.ts';
import { compileCommand, runCommand } from '../../../judge0/languages/commands.ts';
import { hasKnownEscapes } from '../../../judge0/client/judge-facts.ts';
import { nodeTypes } from '../../../judge0/languages/node-types.ts';
import { root } from '../../support/app.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { recorded } from '../../support/judge0/recorded.ts';

const offered = recorded('get-languages').body as { id: number; name: string }[];

describe('the languages of a Judge0 1.13.1', () => {
  it('are found by name, the newest of each, whatever their ids are [CON-49] [F2-03] [F2-05]', () => {
    const renumbered = offered.map(({ id, name }) => ({ id: 1000 - id, name }));
    const chosen = (list: typeof offered) =>
      ['python', 'javascript', 'typescript', 'java', 'c', 'cpp', 'go', 'rust'].map(
        (name) => chooseLanguage(list, name)?.name,
      );
    expect(chosen(offered)).toEqual([
      'Python (3.8.1)',
      'JavaScript (Node.js 12.14.0)',
      'TypeScript (3.7.4)',
      'Java (OpenJDK 13.0.1)',
      'C (GCC 9.2.0)',
      'C++ (GCC 9.2.0)',
      'Go (1.13.5)',
      'Rust (1.40.0)',
    ]);
    expect(chosen(renumbered)).toEqual(chosen(offered));
    expect(offeredFamilies(offered)).toEqual(
      expect.arrayContaining(['csharp', 'ruby', 'kotlin', 'shell', 'visual-basic-net']),
    );
  });

  it('are those that an operator means, by id or by name', () => {
    const { JUDGE0_LANGUAGES: map } = loadConfig({
      root,
      environment: { JUDGE0_LANGUAGES: 'python=70; cpp=C++ (Clang 7.0.1)' },
      settings: [judgeSettings],
    }).of(judgeSettings);
    expect(chooseLanguage(offered, 'python', map)?.name).toBe('Python (2.7.17)');
    expect(chooseLanguage(offered, 'cpp', map)?.name).toBe('C++ (Clang 7.0.1)');
    expect(chooseLanguage(offered, 'python', { python: '9999' })).toBeNull();
  });
});

describe('the commands', () => {
  const file = (path: string) => ({ path, content: '' });
  const commands = (compile_cmd: string | null, run_cmd: string) => ({ source_file: 'main', compile_cmd, run_cmd });

  it('of compilers take our options and all sources, and run nothing of a submission', () => {
    const java = commands('/usr/local/openjdk13/bin/javac %s Main.java', 'java Main');
    expect(compileCommand('java', java, [file('Main.java'), file('Other.java')])).toBe(
      '/usr/local/openjdk13/bin/javac -proc:none -encoding UTF-8 Main.java',
    );
    const c = commands('gcc %s main.c', './a.out');
    expect(compileCommand('c', c, [file('main.c'), file('lib/it is.c'), file('it.h')])).toBe(
      "gcc -O2 -std=gnu11 main.c 'lib/it is.c' -lm",
    );
    const go = commands('GOCACHE=/tmp/go go build %s -o main main.go', './main');
    expect(compileCommand('go', go, [file('main.go'), file('sum.go'), file('sum_test.go')])).toBe(
      "GOCACHE=/tmp/go go build  -o main main.go 'sum.go'",
    );
    expect(compileCommand('rust', commands('rustc %s main.rs', './main'), [file('main.rs')])).toBe(
      'rustc -O -C link-arg=-s main.rs',
    );
    expect(compileCommand('python', commands(null, 'python3 script.py'), [file('script.py')])).toBeNull();
  });

  it('that start programs need a shell only where they are written for one', () => {
    const words = (family: string, run: string) => runCommand(family, commands(null, run), 256_000);
    expect(words('python', '/usr/bin/python3 script.py')).toEqual(['/usr/bin/python3', 'script.py']);
    expect(words('cpp', 'LD_LIBRARY_PATH=/lib64 ./a.out')).toEqual([
      '/usr/bin/env',
      'LD_LIBRARY_PATH=/lib64',
      './a.out',
    ]);
    expect(words('sql', '/bin/cat script.sql | sqlite3')[0]).toBe('/bin/bash');
    expect(words('java', '/usr/local/openjdk13/bin/java Main')).toEqual(
      expect.arrayContaining(['/usr/local/openjdk13/bin/java', '-Xmx191m', 'Main']),
    );
  });
});

describe('TypeScript where the types of Node are not installed', () => {
  const folder = temporaryFolder();
  const compile = (program: string) => {
    writeFileSync(path.join(folder, 'node.d.ts'), nodeTypes);
    writeFileSync(path.join(folder, 'script.ts'), program);
    const { compile_cmd } = { compile_cmd: `${path.join(root, 'node_modules/typescript/bin/tsc')} %s script.ts` };
    const script = { source_file: 'script.ts', compile_cmd, run_cmd: 'node script.js' };
    const words = compileCommand('typescript', script, [{ path: 'script.ts', content: program }])!.split(' ');
    return spawnSync(process.execPath, [...words, 'node.d.ts'], { cwd: folder, encoding: 'utf8' });
  };

  it('takes a program that reads its input, and refuses one whose types are wrong', () => {
    const reads =
      "import * as fs from 'fs';\nconst words: string = fs.readFileSync(0, 'utf8');\nprocess.stdout.write(words);\n";
    expect(compile(reads)).toMatchObject({ status: 0, stdout: '' });
    const wrong = compile(`${reads}const n: number = words;\n`);
    expect(wrong.status).not.toBe(0);
    expect(wrong.stdout).toContain('TS2322');
  }, 120_000);
});

describe('a version', () => {
  it('below 1.13.1 lets programs out', () => {
    expect(['1.9.0', '1.13.0', '1.13.1', '1.14.0'].map(hasKnownEscapes)).toEqual([true, true, false, false]);
  });
});
