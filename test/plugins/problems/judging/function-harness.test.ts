import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JudgedProblem } from '../../../../plugins/problems/judging/judged-problem.ts';
import { openJudging, someTests, statuses, type Judging } from './judged.ts';

let judging: Judging;
beforeAll(async () => {
  judging = await openJudging();
}, 120_000);
afterAll(() => judging.local.close());

const harness = (functionName: string, ...types: readonly string[]): JudgedProblem['harness'] => ({
  functionName,
  parameters: types.map((type, index) => ({ name: `p${index}`, type })),
  returns: 'json',
});

const call = (functionName: string, language: string, source: string, ...calls: readonly [unknown[], unknown][]) =>
  judging.judge(
    {
      limits: { timeMs: 5_000, memoryKb: 128_000 },
      harness: harness(functionName),
      tests: someTests(
        ...calls.map(([given, expected]) => ({
          kind: 'function' as const,
          arguments: given as never,
          expected: JSON.stringify(expected),
        })),
      ),
    },
    language,
    source,
  );

/** The same in each: what stands for what in JSON. */
const mixing: Readonly<Record<string, string>> = {
  python: `
def mix(n, big, x, yes, word, list, rows, words):
    print('printed', n)
    return [rows[::-1], words, [word + '!', str(big), str(n + 1)], list]
`,
  javascript: `
function mix(n, big, x, yes, word, list, rows, words) {
  console.log('printed', n);
  return [rows.slice().reverse(), words, [word + '!', String(big), String(n + 1)], list];
}`,
  typescript: `
function mix(n: number, big: number, x: number, yes: boolean, word: string, list: number[], rows: number[][], words: string[]): any {
  console.log('printed', n);
  return [rows.slice().reverse(), words, [word + '!', String(big), String(n + 1)], list];
}`,
  java: `
import java.util.*;
class Solution {
    List<Object> mix(int n, long big, double x, boolean yes, String word, int[] list, List<List<Integer>> rows, String[] words) {
        System.out.println("printed " + n);
        Collections.reverse(rows);
        return Arrays.asList(rows, words, new String[] { word + "!", String.valueOf(big), String.valueOf(n + 1) }, list);
    }
}`,
};

const given = [7, 4_000_000_000, 0.5, true, 'Grüße "世界" 🌍\n\\', [1, -2, 3], [[1, 2], [], [3]], ['a', '']];
const result = [
  [[3], [], [1, 2]],
  ['a', ''],
  ['Grüße "世界" 🌍\n\\!', '4000000000', '8'],
  [1, -2, 3],
];

describe('a function', () => {
  it('is called in every language that the judge has, with values as JSON says them [F2-20] [CON-24]', async () => {
    for (const [language, source] of Object.entries(mixing)) {
      if (!(await judging.has(language))) continue;
      const judgement = await call('mix', language, source, [given, result], [given, 'another']);
      expect([language, judgement.compile.output, judgement.verdict, ...statuses(judgement)]).toEqual([
        language,
        '',
        'FAILED',
        'passed',
        'wrong',
      ]);
      expect(judgement.tests[0]).toMatchObject({ stdout: 'printed 7\n', points: 1 });
    }
  }, 180_000);

  it('of C++ reads and writes its types: numbers, words, lists in lists [F2-20]', async () => {
    const cases: readonly [string, unknown[], unknown][] = [
      [
        'long long f(int n, long long big, bool yes) { return yes ? big + n : 0; }',
        [7, 4_000_000_000, true],
        4_000_000_007,
      ],
      [
        'std::string f(const std::string &word, char letter) { return word + letter; }',
        ['Grüße 🌍\n"\\', '!'],
        'Grüße 🌍\n"\\!',
      ],
      [
        '#include <algorithm>\nusing namespace std;\nvector<vector<int>> f(vector<vector<int>> &rows) { reverse(rows.begin(), rows.end()); return rows; }',
        [[[1, 2], [], [3]]],
        [[3], [], [1, 2]],
      ],
      [
        'std::vector<std::string> f(std::vector<std::string> words, double x) { words.push_back(std::to_string(x)); return words; }',
        [['a', ''], 0.5],
        ['a', '', '0.500000'],
      ],
      ['std::vector<bool> f() { return {true, false}; }', [], [true, false]],
      [
        '#define int long long\n#include <cstdio>\nint f(int a) { printf("printed"); return a * a; }\nsigned main() { return 0; }',
        [3_000_000],
        9_000_000_000_000,
      ],
    ];
    for (const [source, given, expected] of cases) {
      const judgement = await call('f', 'cpp', source, [given, expected]);
      expect([source, judgement.compile.output, judgement.tests[0]!.words, ...statuses(judgement)]).toEqual([
        source,
        '',
        expect.anything(),
        'passed',
      ]);
    }
  }, 180_000);

  it('that throws loses its own test, and the line is told [F2-20] [F2-21]', async () => {
    const throwing: readonly [string, string, number | null][] = [
      ['python', 'def f(a):\n    if a == 0:\n        raise ValueError("none")\n    return a', 3],
      ['javascript', 'export function f(a) {\n  if (a === 0)\n    throw new TypeError("none");\n  return a;\n}', 3],
      ['java', 'public class Solution {\n  static int f(int a) {\n    return a / a * a;\n  }\n}', 3],
      [
        'cpp',
        '#include <stdexcept>\nint f(int a) {\n  if (a == 0) throw std::runtime_error("none");\n  return a;\n}',
        null,
      ],
    ];
    for (const [language, source, line] of throwing) {
      const judgement = await call('f', language, source, [[1], 1], [[0], 0], [[2], 2]);
      expect([language, judgement.verdict, ...statuses(judgement)]).toEqual([
        language,
        'ERROR',
        'passed',
        'runtimeError',
        'passed',
      ]);
      expect(judgement.tests[1]).toMatchObject({
        line,
        words: {
          key: 'problems.judging.function.threw',
          parameters: { said: expect.stringMatching(/none|by zero/) },
        },
      });
    }
  }, 180_000);

  it('that is not there, gives no JSON or ends the program is told apart', async () => {
    const absent = await call('f', 'python', 'def g(): pass', [[], 1]);
    expect(absent.tests[0]).toMatchObject({
      status: 'runtimeError',
      words: { key: 'problems.judging.function.absent' },
    });
    const unfit = await call('f', 'javascript', 'const f = () => 0 / 0', [[], null]);
    expect(unfit.tests[0]).toMatchObject({ status: 'runtimeError', words: { key: 'problems.judging.function.unfit' } });
    const ended = await call('f', 'javascript', 'process.exit(0)', [[], null]);
    expect(ended).toMatchObject({ verdict: 'FAILED', tests: [{ status: 'missing' }] });
    const uncompiled = await call('f', 'cpp', 'int f() {\n  return x;\n}', [[], 1]);
    expect(uncompiled).toMatchObject({
      verdict: 'COMPILATION_ERROR',
      compile: { line: 2 },
      tests: [{ status: 'notRun' }],
    });
    const wrong = await call('f', 'java', 'class Solution {\n  int f() { return "a"; }\n}', [[], 1]);
    expect(wrong).toMatchObject({ verdict: 'COMPILATION_ERROR', compile: { line: 2 } });
  }, 120_000);
});
