import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execute } from '../../../judge0/execute.ts';
import type { ExecutionRequest, Progress } from '../../../judge0/execution.ts';
import { openLocal, type LocalClient } from '../../support/judge0/local-judge.ts';
import { aRequest, aRun, texts } from '../../support/judge0/open-client.ts';

let local: LocalClient;
beforeAll(async () => {
  local = await openLocal({ max_cpu_time_limit: 5, max_wall_time_limit: 20 });
}, 120_000);
afterAll(() => local.close());

const run = (content: string, more: Partial<ExecutionRequest> = {}) =>
  execute(local.judges, aRequest(content, undefined, more));
const one = async (content: string, more: Partial<ExecutionRequest> = {}) => (await run(content, more)).runs[0]!;
const python = (limits: Parameters<typeof aRun>[1], content: string) => one(content, { runs: [aRun('', limits)] });

const repeats: Readonly<Record<string, readonly [string, string]>> = {
  python: ['main.py', 'import sys\nsys.stdout.write(sys.stdin.read())'],
  javascript: ['main.js', 'process.stdin.pipe(process.stdout)'],
  typescript: [
    'main.ts',
    "import * as fs from 'fs';\nconst words: string = fs.readFileSync(0, 'utf8');\nprocess.stdout.write(words);",
  ],
  java: [
    'Main.java',
    'public class Main { public static void main(String[] words) throws Exception { System.in.transferTo(System.out); } }',
  ],
  c: ['main.c', '#include <stdio.h>\nint main() { int c; while ((c = getchar()) != EOF) putchar(c); }'],
  cpp: ['main.cpp', '#include <iostream>\nint main() { std::cout << std::cin.rdbuf(); }'],
  go: ['main.go', 'package main\nimport ("io"; "os")\nfunc main() { io.Copy(os.Stdout, os.Stdin) }'],
  rust: ['main.rs', 'fn main() { std::io::copy(&mut std::io::stdin(), &mut std::io::stdout()).unwrap(); }'],
  perl: ['main.pl', 'print while <STDIN>'],
};

describe('languages', () => {
  it('of the machine run, each by its name, UTF-8 and zero bytes as they are [F2-01] [F2-03] [F2-05] [CON-49]', async () => {
    const facts = await local.judges.judges[0]!.facts();
    const words = 'Grüße, 世界\0!\n';
    for (const [language, [path, content]] of Object.entries(repeats)) {
      if (!(await facts.commands(language))) continue;
      const runs = [aRun(words, { cpuMs: 3_000, wallMs: 10_000 }), aRun('second\n', { cpuMs: 3_000, wallMs: 10_000 })];
      const result = await execute(local.judges, aRequest('', runs, { language, files: [{ path, content }] }));
      expect([language, ...texts(result.runs), ...result.runs.map(({ status }) => status)]).toEqual([
        language,
        words,
        'second\n',
        'finished',
        'finished',
      ]);
    }
    for (const language of ['python', 'javascript', 'java', 'cpp', 'c'])
      expect(await facts.commands(language)).not.toBeNull();
  }, 120_000);

  it('that nobody has are refused, never guessed [CON-48] [F2-02]', async () => {
    await expect(run('', { language: 'klingon' })).rejects.toMatchObject({
      status: 422,
      fields: [{ field: 'language' }],
    });
    await expect(run('', { files: [{ path: '../x', content: '' }] })).rejects.toMatchObject({ status: 422 });
  });
});

/** The compiler has to count, again and again, and needs no more memory for it: that would end it first. */
const busyForMinutes = `constexpr long sum(int of) {
  for (long a = 0; a < 15; a++) for (long b = 0; b < 100'000; b++) of += b & 1;
  return of;
}
#define ONE static_assert(sum(__COUNTER__) > 0);
#define TEN ONE ONE ONE ONE ONE ONE ONE ONE ONE ONE
#define MANY TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN
MANY MANY MANY
int main() {}
`;

describe('what a run is told of', () => {
  it('is how it ended: by itself, with a code, by a signal of its own [F2-21] [F2-23]', async () => {
    expect(await one('print(1)')).toMatchObject({ status: 'finished', exitCode: 0, signal: null, truncated: false });
    expect(await one('import sys; print("no", file=sys.stderr); sys.exit(3)')).toMatchObject({
      status: 'runtimeError',
      exitCode: 3,
      stderr: Buffer.from('no\n'),
    });
    for (const [signal, number] of [
      ['SIGSEGV', 11],
      ['SIGABRT', 6],
      ['SIGFPE', 8],
      ['SIGKILL', 9],
    ] as const)
      expect(await one(`import os; os.kill(os.getpid(), ${number})`)).toMatchObject({
        status: 'runtimeError',
        exitCode: null,
        signal,
      });
  }, 120_000);

  it('is which limit it passed, with what it wrote before [F2-11] [F2-28]', async () => {
    const busy = await python({ cpuMs: 300 }, 'print("begun", flush=True)\nwhile True: pass');
    expect(busy).toMatchObject({ status: 'cpuLimit', stdout: Buffer.from('begun\n'), signal: null });
    expect(await python({ wallMs: 700 }, 'import time; time.sleep(60)')).toMatchObject({ status: 'wallLimit' });
    expect(await python({ memoryKb: 40_000 }, 'x = bytearray(10**8)')).toMatchObject({ status: 'memoryLimit' });
    const flood = await python(
      { outputBytes: 1_000 },
      'import signal; signal.signal(25, signal.SIG_IGN)\nwhile True: print("x" * 99)',
    );
    expect(flood).toMatchObject({ status: 'outputLimit', truncated: true });
    expect(flood.stdout).toHaveLength(1_000);
  }, 120_000);

  it('is what it used: processor of all processes together, time, memory [F2-27]', async () => {
    const work = 'import os\nfor _ in range(2): os.fork()\nfor _ in range(2_000_000): pass\n';
    const wait = 'while True:\n try: os.wait()\n except OSError: break\n';
    const content = `${work}${wait}print(*os.times()[:4])`;
    const result = await python({ cpuMs: 4_500, wallMs: 15_000 }, content);
    // The last line is of the first process, which has waited for all others: what the kernel says they used.
    const seconds = result.stdout.toString().trim().split('\n').at(-1)!.split(' ').map(Number);
    const usedMs = seconds.reduce((sum, each) => sum + each, 0) * 1_000;
    expect(Math.abs(result.timeMs! - usedMs)).toBeLessThan(60);
    expect(result.timeMs!).toBeGreaterThan(100);
    expect(result.wallMs!).toBeGreaterThan(result.timeMs! / 4);
    const large = await python({}, 'x = bytearray(60_000_000)');
    expect(large.memoryKb!).toBeGreaterThan(60_000);
    expect(large.memoryKb!).toBeLessThan(90_000);
  }, 120_000);

  it('is that it does not compile: once, for all runs', async () => {
    const language = 'cpp';
    const broken = await run('int main() { return x; }', { language, runs: [aRun(), aRun()] });
    expect(broken.compile).toMatchObject({
      status: 'compileError',
      output: expect.stringContaining('‘x’ was not declared'),
    });
    expect(broken.runs.map(({ status }) => status)).toEqual(['compileError', 'compileError']);
    expect((await run(busyForMinutes, { language })).runs).toMatchObject([{ status: 'compileTimeLimit' }]);
  }, 120_000);

  it('comes run by run, each once, as boxes come back', async () => {
    const told: Progress[] = [];
    const request = aRequest('print(input())', [aRun('a'), aRun('b'), aRun('c')], { isolation: 'perRun' });
    const { runs } = await execute(local.judges, request, { onProgress: (progress) => told.push(progress) });
    const those = told.filter((each) => each.kind === 'run');
    expect(new Set(those.map(({ index }) => index))).toEqual(new Set([0, 1, 2]));
    expect(those).toHaveLength(3);
    for (const { index, result } of those) expect(result).toBe(runs[index]);
    expect(told.filter(({ kind }) => kind === 'compiled')).toHaveLength(1);
  }, 120_000);
});

describe('boxes', () => {
  const boxesOf = async (request: ExecutionRequest) => {
    const sent: (readonly number[])[] = [];
    const result = await execute(local.judges, request, {
      onProgress: (progress) => void (progress.kind === 'sent' && sent.push(progress.runs)),
    });
    return { sent, ...result };
  };

  it('are few: one for runs that use little, whatever they may use [F2-18]', async () => {
    const runs = Array.from({ length: 10 }, (_, index) => aRun(String(index), { cpuMs: 2_000 }));
    const { sent, ...result } = await boxesOf(aRequest('print(input())', runs));
    expect(texts(result.runs)).toEqual(runs.map(({ stdin }) => `${stdin as string}\n`));
    expect(sent).toHaveLength(1);
  }, 120_000);

  it('never give a run less than it may use: what would not fit comes in another', async () => {
    const runs = Array.from({ length: 4 }, () => aRun('', { cpuMs: 1_800, wallMs: 9_000 }));
    const { sent, ...result } = await boxesOf(aRequest('while True: pass', runs));
    expect(result.runs.map(({ status }) => status)).toEqual(Array.from({ length: 4 }, () => 'cpuLimit'));
    expect(result.runs.every(({ timeMs }) => timeMs! >= 1_800)).toBe(true);
    expect(sent.length).toBeGreaterThan(1);
  }, 180_000);

  it('give the same results shared and apart', async () => {
    const content = 'import sys\nn = int(input())\nprint(n * n)\nsys.exit(n % 3)';
    const runs = [1, 2, 3, 4].map((n) => aRun(String(n)));
    const results = [];
    for (const isolation of ['shared', 'perRun'] as const) {
      const { runs: ended } = await execute(local.judges, aRequest(content, runs, { isolation }));
      results.push(ended.map(({ status, stdout, exitCode }) => ({ status, exitCode, stdout: stdout.toString() })));
    }
    expect(results[0]).toEqual(results[1]);
  }, 120_000);
});
