import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execute } from '../../../../judge0/execute.ts';
import { runInputs } from '../../../../plugins/problems/judging/run-inputs.ts';
import { JudgedProblem } from '../../../../plugins/problems/judging/judged-problem.ts';
import { groupPoints } from '../../../../plugins/problems/judging/verdicts/group-points.ts';
import type { Outcome } from '../../../../plugins/problems/judging/verdicts/outcome-of.ts';
import type { JudgingEvent } from '../../../../plugins/problems/judging/judgement.ts';
import { filesOf, ioTests, openJudging, someTests, statuses, type Judging } from './judged.ts';

let judging: Judging;
beforeAll(async () => {
  judging = await openJudging();
}, 120_000);
afterAll(() => judging.local.close());

const squares = 'print(int(input()) ** 2)';

describe('a program', () => {
  it('is judged by its output, test by test, as each happens [F2-19] [CON-24]', async () => {
    const heard: JudgingEvent[] = [];
    const tests = ioTests(['2', '4'], ['3', '10'], ['4', '16\n']);
    const judgement = await judging.judge({ tests }, 'python', squares, { heard: (event) => heard.push(event) });
    expect(judgement).toMatchObject({ verdict: 'FAILED', points: 2, maxPoints: 3, compile: { failed: false } });
    expect(statuses(judgement)).toEqual(['passed', 'wrong', 'passed']);
    expect(judgement.tests[1]).toMatchObject({
      stdout: '9\n',
      words: { key: 'problems.judging.wrong.line', parameters: { line: 1, expected: '10', actual: '9' } },
    });
    expect(judgement.timeMs).toBe(Math.max(...judgement.tests.map(({ timeMs }) => timeMs!)));
    expect(judgement.memoryKb).toBeGreaterThan(1_000);
    expect(heard).toEqual([
      { kind: 'compiled', compile: judgement.compile },
      ...judgement.tests.map((result) => ({ kind: 'test', result })),
    ]);
    const samples = await judging.judge({ tests }, 'python', squares, { only: ['t1', 't3'] });
    expect(samples).toMatchObject({
      verdict: 'ACCEPTED',
      points: 2,
      maxPoints: 2,
      tests: [{ testId: 't1' }, { testId: 't3' }],
    });
  }, 120_000);

  it('ends in one of the ways that a verdict knows, the first that fails saying which [CON-28]', async () => {
    const program = `
import sys, time
what = input()
if what == 'crash':
    nothing = [][3]
if what == 'loop':
    while True: pass
if what == 'memory': x = bytearray(10**9)
if what == 'flood':
    while True: print('x' * 1000)
if what == 'exit': sys.exit(3)
if what == 'kill':
    import os; os.kill(os.getpid(), 11)
print('ok')
`;
    const limits = { timeMs: 1_000, memoryKb: 65_536, outputBytes: 20_000 };
    const inputs = ['fine', 'crash', 'loop', 'memory', 'flood', 'exit', 'kill'];
    const tests = ioTests(...inputs.map((input) => [input, 'ok'] as const));
    const judgement = await judging.judge({ limits, tests }, 'python', program);
    expect(statuses(judgement)).toEqual([
      'passed',
      'runtimeError',
      'timeLimit',
      expect.stringMatching(/memoryLimit|runtimeError/),
      'outputLimit',
      'runtimeError',
      'runtimeError',
    ]);
    expect(judgement.tests[1]).toMatchObject({
      line: 5,
      words: { parameters: { said: 'IndexError: list index out of range' } },
      stderr: expect.stringContaining('Traceback'),
    });
    expect(judgement.tests[4]!.stdout).toHaveLength(20_000);
    expect(judgement.tests[5]!.words).toEqual({ key: 'problems.judging.end.code', parameters: { code: 3 } });
    const verdicts = [];
    for (const id of ['t1', 't3', 't4', 't5', 't6'])
      verdicts.push(
        (await judging.judge({ limits, tests: tests.filter((test) => test.id === id) }, 'python', program)).verdict,
      );
    expect(verdicts).toEqual(['ACCEPTED', 'TIMEOUT', 'ERROR', 'FAILED', 'ERROR']);
    expect(judgement.verdict).toBe('ERROR');
  }, 180_000);

  it('that does not compile runs no test, and its line is told', async () => {
    const broken = { 'main.cpp': '#include <iostream>\nint main() {\n  std::cout << y;\n}' };
    const judgement = await judging.judge({ tests: ioTests(['', '1'], ['', '2']) }, 'cpp', broken);
    expect(judgement).toMatchObject({
      verdict: 'COMPILATION_ERROR',
      compile: { failed: true, output: expect.stringContaining('‘y’ was not declared'), line: 3 },
      points: 0,
      timeMs: null,
    });
    expect(statuses(judgement)).toEqual(['notRun', 'notRun']);
    const java = {
      'Main.java': 'public class Main {\n  public static void main(String[] a) {\n    int x = "a";\n  }\n}',
    };
    expect((await judging.judge({ tests: ioTests(['', '1']) }, 'java', java)).compile.line).toBe(3);
  }, 120_000);

  it('tells its line when it crashes in Node and in Java', async () => {
    const node = await judging.judge({ tests: ioTests(['', '1']) }, 'javascript', 'const a = 1;\nnull.x;\n');
    expect(node.tests[0]).toMatchObject({ status: 'runtimeError', line: 2 });
    const main = 'public class Main {\n  public static void main(String[] a) {\n    Integer.parseInt("x");\n  }\n}';
    const java = await judging.judge({ tests: ioTests(['', '1']) }, 'java', { 'Main.java': main });
    expect(java.tests[0]).toMatchObject({
      status: 'runtimeError',
      line: 3,
      words: { key: 'problems.judging.end.said' },
    });
  }, 120_000);

  it('reads its arguments, and files that are given and cannot be replaced', async () => {
    const problem = {
      tests: someTests({ args: ['a b', '!'], expected: "given ['a b', '!']" }),
      byLanguage: { python: { files: [{ path: 'data/given.py', content: 'word = "given"' }] } },
    };
    const files = {
      'main.py': 'import sys\nfrom data.given import word\nprint(word, sys.argv[1:])',
      'data/given.py': 'word = "mine"',
    };
    expect(await judging.judge(problem, 'python', files)).toMatchObject({ verdict: 'ACCEPTED' });
  }, 120_000);

  it('may write zero bytes, bytes that are no text, and much: what is kept is text and short', async () => {
    const program =
      'import sys\nn = int(input())\nsys.stdout.buffer.write(b"\\0\\xff" if n == 0 else "ä".encode() * n)';
    const limits = { outputBytes: 400_000 };
    const judgement = await judging.judge(
      { limits, tests: ioTests(['0', '\0'], ['100000', 'ä'.repeat(100_000)]) },
      'python',
      program,
    );
    expect(statuses(judgement)).toEqual(['wrong', 'passed']);
    expect(judgement.tests[0]!.stdout).toBe('␀\uFFFD');
    expect(judgement.tests[1]!.stdout).toBe('ä'.repeat(32_000));
  }, 120_000);
});

describe('hidden tests', () => {
  it('tell the kind of their end, and nothing of what went in or was wanted [CON-26]', async () => {
    const hidden = { visibility: 'hidden', stdin: 'secret' } as const;
    const program = 'word = input()\nif word == "secret": raise ValueError(word)\nprint(word)';
    const tests = someTests(
      { ...hidden },
      { visibility: 'hidden', stdin: 'other', expected: 'wanted' },
      { visibility: 'hidden', stdin: 'shown', expected: 'wanted', showRun: true },
    );
    const judgement = await judging.judge({ tests }, 'python', program);
    expect(judgement.tests.map(({ words }) => words)).toEqual([
      { key: 'problems.judging.hidden.crashed', parameters: {} },
      { key: 'problems.judging.hidden.wrong', parameters: {} },
      { key: 'problems.judging.wrong.line', parameters: { line: 1, expected: 'wanted', actual: 'shown' } },
    ]);
  }, 120_000);
});

describe('points', () => {
  const of = async (
    rules: readonly ('sum' | 'all' | 'minimum')[],
    requires: string | null,
    passing: readonly number[],
  ) => {
    const groups = rules.map((rule, index) => ({ id: `g${index}`, rule, requires: index > 0 ? requires : null }));
    const tests = someTests(
      ...[0, 0, 1, 1].map((group, index) => ({
        stdin: String(index),
        expected: 'yes',
        weight: index + 0.5,
        groupId: `g${group}`,
      })),
      { stdin: '4', expected: 'yes', weight: 0.3333 },
    );
    const program = `print('yes' if int(input()) in ${JSON.stringify(passing)} else 'no')`;
    const { tests: results, points, maxPoints } = await judging.judge({ groups, tests }, 'python', program);
    expect(maxPoints).toBe(8.3333);
    expect(points).toBeCloseTo(results.reduce((sum, each) => sum + each.points, 0));
    return results.map((each) => each.points);
  };

  it('are those of each test, of whole groups, and of groups that need another [CON-24]', async () => {
    expect(await of(['sum', 'sum'], null, [0, 2, 4])).toEqual([0.5, 0, 2.5, 0, 0.3333]);
    expect(await of(['all', 'minimum'], null, [0, 2, 3])).toEqual([0, 0, 2.5, 3.5, 0]);
    expect(await of(['sum', 'sum'], 'g0', [0, 2, 3, 4])).toEqual([0.5, 0, 0, 0, 0.3333]);
    expect(await of(['all', 'all'], 'g0', [0, 1, 2, 3, 4])).toEqual([0.5, 1.5, 2.5, 3.5, 0.3333]);
  }, 120_000);

  it('of a group that counts as its worst are a part of all where a checker gives a part', () => {
    const tests = JudgedProblem.parse({
      groups: [{ id: 'g', rule: 'sum' }],
      tests: someTests({ groupId: 'g', weight: 2 }, { groupId: 'g', weight: 4 }, {}),
    }).tests;
    const outcomes = [0.5, 1, 1].map((share) => ({ share }) as Outcome);
    const points = (rule: 'sum' | 'all' | 'minimum') =>
      groupPoints([{ id: 'g', rule, requires: null }], tests, outcomes);
    expect([points('minimum'), points('sum'), points('all')]).toEqual([
      [1, 2, 1],
      [1, 4, 1],
      [0, 0, 1],
    ]);
  });

  it('are refused to groups that are unknown, doubled, or need a later one', () => {
    const test = someTests({ groupId: 'a' });
    const group = (id: string, requires: string | null = null) => ({ id, rule: 'sum' as const, requires });
    for (const groups of [[], [group('a'), group('a')], [group('a', 'b'), group('b')], [group('a', 'a')]])
      expect(JudgedProblem.safeParse({ groups, tests: test }).success).toBe(false);
    expect(JudgedProblem.safeParse({ groups: [group('b'), group('a', 'b')], tests: test }).success).toBe(true);
  });
});

describe('rules on code', () => {
  const rules = { forbidden: ['sorted', 'import os', '.sort('], required: ['for'] };
  const judged = async (code: string, language = 'python') => {
    const { brokenRules, verdict, tests } = await judging.judge({ rules, tests: ioTests(['', '1']) }, language, code);
    return [
      verdict,
      tests[0]!.status,
      ...brokenRules.map(({ key, parameters }) => `${key.split('.').at(-1)} ${parameters.word}`),
    ];
  };

  it('count words of the code, and none in comments, strings or longer words [D2-04]', async () => {
    expect(await judged('for i in [1]: print(i)')).toEqual(['ACCEPTED', 'passed']);
    expect(await judged('print(sorted([1])) # for')).toEqual(['FAILED', 'notRun', 'forbidden sorted', 'required for']);
    expect(await judged('import   os\nfor x in []: x.sort()')).toEqual([
      'FAILED',
      'notRun',
      'forbidden import os',
      'forbidden .sort(',
    ]);
    expect(await judged('"""sorted\n"""\nis_sorted = "import os \\" .sort("\nfor i in [1]: print(i) # sorted')).toEqual(
      ['ACCEPTED', 'passed'],
    );
    expect(await judged('/* sorted */ for (const i of [1]) console.log(`${i}`); // sorted', 'javascript')).toEqual([
      'ACCEPTED',
      'passed',
    ]);
  }, 120_000);
});

describe('the author’s own checker', () => {
  const checker = (source: string, language = 'python') => ({ kind: 'program' as const, language, source });
  const reading = `
import sys
def part():
    count = int(sys.stdin.buffer.readline())
    text = sys.stdin.buffer.read(count).decode()
    sys.stdin.buffer.read(1)
    return text
given, expected, actual = part(), part(), part()
`;

  it('gets input, expectation and output, and gives all points, none or some [F2-19] [CON-25]', async () => {
    const source = `${reading}
total = sum(map(int, actual.split()))
print('ok' if total == int(given) else 0.5 if total == int(given) + 1 else 'wrong')
print('They make', total, 'and not', expected)`;
    const tests = someTests(
      ...['5', '4', '9'].map((stdin) => ({ stdin, expected: `ä ${stdin}`, checker: checker(source), weight: 2 })),
    );
    const judgement = await judging.judge({ tests }, 'python', 'print(2)\nprint(3, end="")');
    expect(judgement.tests.map(({ status, points, words }) => [status, points, words.parameters.said])).toEqual([
      ['passed', 2, undefined],
      ['wrong', 1, 'They make 5 and not ä 4'],
      ['wrong', 0, 'They make 5 and not ä 9'],
    ]);
  }, 120_000);

  it('is no program of the student’s box, and may be of another language', async () => {
    const source = `
#include <iostream>
#include <string>
std::string part() { size_t n; std::cin >> n; std::cin.get(); std::string s(n, ' '); std::cin.read(&s[0], n); return s; }
int main() { part(); part(); std::cout << (part() == "['/etc']" ? "ok" : "wrong"); }`;
    const program =
      'import glob, os\nprint([p for p in ["/etc"] + glob.glob("/*/checker*") if os.path.exists(p)], end="")';
    const judgement = await judging.judge({ tests: someTests({ checker: checker(source, 'cpp') }) }, 'python', program);
    expect(judgement).toMatchObject({ verdict: 'ACCEPTED', tests: [{ status: 'passed' }] });
  }, 120_000);

  it('that fails is not the student’s fault', async () => {
    for (const source of ['raise ValueError', 'print("maybe")', 'this is no Python'])
      expect(
        await judging.judge({ tests: someTests({ checker: checker(source) }) }, 'python', 'print(1)'),
      ).toMatchObject({
        verdict: 'ERROR',
        tests: [{ status: 'internal', words: { key: 'problems.judging.end.checker' } }],
      });
  }, 120_000);
});

describe('runs with inputs of one’s own', () => {
  it('are told as they are, and graded by nothing', async () => {
    const run = (language: string, program: string, inputs: readonly string[]) =>
      runInputs(
        (request, options) => execute(judging.local.judges, request, options),
        {
          problem: JudgedProblem.parse({ tests: ioTests(['1', '2']) }),
          solution: { language, files: filesOf(program) },
          inputs: inputs.map((stdin) => ({ stdin, args: [] })),
        },
        { priority: 'interactive' },
      );
    expect(await run('python', 'print(1 // int(input()))', ['1', '0'])).toMatchObject({
      compile: { failed: false },
      runs: [
        { status: 'ended', stdout: '1\n', exitCode: 0, words: null },
        { status: 'runtimeError', line: 1, exitCode: 1, words: { key: 'problems.judging.end.said' } },
      ],
    });
    expect(await run('cpp', 'int main( {}', ['1'])).toMatchObject({ compile: { failed: true, line: 1 }, runs: [] });
  }, 120_000);
});
