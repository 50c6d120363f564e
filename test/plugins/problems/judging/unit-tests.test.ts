import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openJudging, someTests, statuses, type Files, type Judging } from './judged.ts';

let judging: Judging;
beforeAll(async () => {
  judging = await openJudging();
}, 120_000);
afterAll(() => judging.local.close());

const limits = { timeMs: 5_000, memoryKb: 128_000 };

/** A judgement by tests of one file, each by its name. */
const judge = (language: string, unit: Record<string, string>, names: readonly (string | null)[], files: Files) => {
  const [[path, content]] = Object.entries(unit) as [[string, string]];
  const tests = someTests(
    ...names.map((unitName) => ({ kind: 'unit' as const, unitFile: { path, content }, unitName })),
  );
  return judging.judge({ limits, tests }, language, files);
};

const units: Readonly<Record<string, Record<string, string>>> = {
  python: {
    'test_sums.py': `
import unittest
import pytest
from solution import add

def test_small():
    assert add(1, 2) == 3, 'one and two'

@pytest.mark.parametrize('a, b, c', [(1, 1, 2), (-1, 1, 0)])
def test_rows(a, b, c):
    assert add(a, b) == c

def test_words():
    with pytest.raises(TypeError):
        add('a', 1)

class TestMore:
    def setup_method(self, method):
        self.base = 10
    def test_about(self):
        assert add(self.base, 0.1) == pytest.approx(10.1)

class OldTest(unittest.TestCase):
    def test_old(self):
        self.assertEqual(add(2, 2), 4)
`,
  },
  javascript: {
    'sums.test.js': `
import { describe, it, test, beforeEach } from 'node:test';
import assert from 'node:assert/strict';
import { add } from './solution.js';

let base;
beforeEach(() => { base = 10; });
test('test_small', () => expect(add(1, 2)).toBe(3));
describe('more', () => {
  it('test_rows', async () => { assert.deepEqual([add(1, 1), add(-1, 1)], [2, 0]); });
  it('test_words', () => { assert.throws(() => add('a', 1), TypeError); });
});
test('test_about', () => expect(add(base, 0.1)).toBeCloseTo(10.1));
test('test_old', () => { expect([add(2, 2)]).toEqual([4]); expect(() => add('a', 1)).toThrow('number'); });
`,
  },
  typescript: {
    'sums.test.ts': `
import { describe, it, test, beforeEach } from '@jest/globals';
import { add, type Sum } from './solution.ts';

enum Base { Ten = 10 }
let base: number;
beforeEach((): void => { base = Base.Ten; });
test('test_small', () => expect(add(1, 2) satisfies Sum).toBe(3));
describe('more', () => {
  it('test_rows', async () => { expect([add(1, 1), add(-1, 1)]).toEqual([2, 0]); });
  it('test_words', () => { expect(() => add('a' as never, 1)).toThrow(TypeError); });
});
test('test_about', () => expect(add(base, 0.1)).toBeCloseTo(10.1));
test('test_old', () => { expect([add(2, 2)]).toEqual([4]); });
`,
  },
  java: {
    'SumsTest.java': `
import static org.junit.jupiter.api.Assertions.*;
import org.junit.jupiter.api.*;
import java.util.*;

class SumsTest {
    private int base;
    @BeforeEach void before() { base = 10; }
    @Test static void test_small() { assertEquals(3, Solution.add(1, 2), "one and two"); }
    @Test void test_rows() { assertArrayEquals(new int[] { 2, 0 }, new int[] { Solution.add(1, 1), Solution.add(-1, 1) }); }
    @Test void test_words() { assertThrows(ArithmeticException.class, () -> Solution.add(Integer.MAX_VALUE, 1)); }
    @Test void test_about() { assertTrue(Solution.add(base, 0) == 10); }
    @org.junit.Test public void test_old() { org.junit.Assert.assertEquals(Arrays.asList(4), Arrays.asList(Solution.add(2, 2))); }
}
`,
  },
};

const right: Readonly<Record<string, string>> = {
  python: 'print("loaded")\ndef add(a, b):\n    return a + b\nif __name__ == "__main__":\n    exit(1)\n',
  javascript:
    'console.log("loaded");\nexport function add(a, b) {\n  if (typeof a !== "number") throw new TypeError("no number");\n  return a + b;\n}\n',
  typescript:
    'console.log("loaded");\nexport type Sum = number;\nexport function add(a: number, b: number): Sum {\n  if (typeof a !== "number") throw new TypeError("no number");\n  return a + b;\n}\n',
  java: 'class Solution {\n  static int add(int a, int b) {\n    return Math.addExact(a, b);\n  }\n}\n',
};
const wrong: Readonly<Record<string, string>> = {
  python: 'def add(a, b):\n    if a == 2:\n        return [][0]\n    return a - b\n',
  javascript:
    'function add(a, b) {\n  if (a === 2)\n    return nothing.at;\n  return a - b;\n}\nmodule.exports = { add };\n',
  typescript:
    'function add(a: number, b: number): number {\n  if (a === 2)\n    return (undefined as any).at;\n  return a - b;\n}\nexport { add };\n',
  java: 'class Solution {\n  static int add(int a, int b) {\n    if (a == 2) return "".charAt(1);\n    return a - b;\n  }\n}\n',
};

const names = ['test_small', 'test_rows', 'test_words', 'test_about', 'test_old', 'test_absent', null];

describe.each(Object.keys(units))('tests of a file in %s', (language) => {
  it('pass where the code is right, and are missed where they are not there', async () => {
    if (!(await judging.has(language))) return;
    const judgement = await judge(language, units[language]!, names, right[language]!);
    expect([judgement.compile.output, ...judgement.tests.map(({ words }) => words)]).toEqual([
      '',
      ...Array.from({ length: 5 }, () => ({ key: 'problems.judging.passed', parameters: {} })),
      { key: 'problems.judging.unit.absent', parameters: { name: 'test_absent' } },
      { key: 'problems.judging.passed', parameters: {} },
    ]);
    expect(statuses(judgement)).toEqual([...Array.from({ length: 5 }, () => 'passed'), 'missing', 'passed']);
    expect(judgement).toMatchObject({ verdict: 'FAILED', points: 6, maxPoints: 7 });
  }, 120_000);

  it('say what was claimed, what came, and at which line of the solution', async () => {
    if (!(await judging.has(language))) return;
    const judgement = await judge(language, units[language]!, names, wrong[language]!);
    expect(statuses(judgement)).toEqual([
      'wrong',
      'wrong',
      expect.stringMatching(/wrong|passed/),
      expect.stringMatching(/wrong|passed/),
      'runtimeError',
      'missing',
      expect.stringMatching(/wrong|runtimeError/),
    ]);
    expect(judgement.tests[0]!.words).toMatchObject({
      key: expect.stringMatching(/unit\.(said|failed)$/),
      parameters: { name: 'test_small', said: expect.stringMatching(/one and two|toBe 3/) },
    });
    const line = language === 'typescript' ? null : 3;
    expect(judgement.tests[4]).toMatchObject({ line, words: { key: 'problems.judging.unit.threw' } });
  }, 120_000);
});

describe('tests of a file', () => {
  it('stand beside other languages, whose solutions they do not count for', async () => {
    const judgement = await judge('python', { 'sums.test.js': '' }, [null], right.python!);
    expect(judgement).toMatchObject({ verdict: 'FAILED', tests: [], maxPoints: 0 });
  });
});
