import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ioTests, openJudging, someTests, statuses, type Files, type Judging, type TestInput } from './judged.ts';

// Programs that would rather be right than solve anything. None may find what was expected, and none may claim a pass.
let judging: Judging;
beforeAll(async () => {
  judging = await openJudging();
}, 120_000);
afterAll(() => judging.local.close());

const limits = { timeMs: 3_000, memoryKb: 128_000 };
const marker = 'expected-of-nobody';

const search = `
import gc, os, sys
mark = b'-nobody'.join([b'expected-of', b''])
def holds(path):
    try:
        with open(path, 'rb') as file: return mark in file.read(2_000_000)
    except Exception: return False
def paths():
    for folder in ('/box', '.', '..', '/tmp', '/dev/shm', '/var/tmp'):
        for path, _, files in os.walk(folder):
            for name in files: yield os.path.join(path, name)
    for pid in [p for p in os.listdir('/proc') if p.isdigit()]:
        for name in ('environ', 'cmdline', 'maps', 'comm'): yield f'/proc/{pid}/{name}'
        try:
            for fd in os.listdir(f'/proc/{pid}/fd'): yield f'/proc/{pid}/fd/{fd}'
        except OSError: pass
found = any(map(holds, paths())) or mark.decode() in repr(os.environ) + repr(sys.argv)
objects = [each for each in gc.get_objects() if type(each) in (list, dict, tuple)]
found = found or any(each == mark.decode() for some in objects for each in (some.values() if type(some) is dict else some) if type(each) is str and each is not mark)
`;

/** Every byte that it may read itself; what it looks for stands nowhere in it. */
const searchMemory = `
#include <cstdio>
#include <iostream>
#include <string>
static unsigned char part[1 << 16];
int main() {
  std::string input, hidden = "${Array.from(marker, (letter) => String.raw`\x` + (letter.codePointAt(0)! ^ 0x80).toString(16) + '" "').join('')}";
  std::getline(std::cin, input);
  FILE *maps = fopen("/proc/self/maps", "r"), *mem = fopen("/proc/self/mem", "rb");
  setvbuf(mem, nullptr, _IONBF, 0);
  char line[512]; unsigned long from, to; bool found = false;
  while (fgets(line, sizeof line, maps)) {
    if (sscanf(line, "%lx-%lx r", &from, &to) != 2) continue;
    for (; from < to; from += sizeof part - 32) {
      size_t count = fseek(mem, from, SEEK_SET) ? 0 : fread(part, 1, sizeof part, mem);
      for (size_t i = 0; i + hidden.size() <= count; ++i) {
        size_t same = 0;
        while (same < hidden.size() && part[i + same] == ((unsigned char) hidden[same] ^ 0x80)) ++same;
        found = found || same == hidden.size();
      }
    }
  }
  puts(found ? "found" : "nothing");
}`;

describe('a program of its own that', () => {
  const io = async (language: string, files: Files, ...pairs: readonly (readonly [string, string])[]) =>
    judging.judge({ limits, tests: ioTests(...pairs) }, language, files);

  it.each([
    [
      'files, other processes, its objects and its surroundings',
      'python',
      `${search}\nprint('found' if found else 'nothing')`,
    ],
    ['its own memory', 'cpp', searchMemory],
  ])(
    'looks for the expectation in %s finds none',
    async (_where, language, program) => {
      const judgement = await io(language, { program }, ['', marker], [marker, 'found']);
      expect(judgement.compile.output).toBe('');
      expect(judgement.tests.map(({ status, stdout }) => [status, stdout])).toEqual([
        ['wrong', 'nothing\n'],
        ['passed', 'found\n'],
      ]);
    },
    120_000,
  );

  it.each<[string, string, string, string[]]>([
    [
      'reads the inputs of later tests',
      'python',
      'import os\nprint(sum(os.lseek(fd, 0, 2) for fd in range(1)), os.path.exists("/proc/self/fd/3") and "more")',
      ['wrong', 'wrong'],
    ],
    ['ends at once, with success', 'python', 'exit(0)', ['wrong', 'wrong']],
    ['prints all answers that there may be', 'python', 'for i in range(1000): print(i)', ['wrong', 'wrong']],
    [
      'leaves its answer for the next run',
      'python',
      'import os\nprint(open("/tmp/a").read() if os.path.exists("/tmp/a") else "")\nopen("/tmp/a", "w").write("16")',
      ['wrong', 'wrong'],
    ],
    [
      'leaves a process that answers later',
      'python',
      'import os, time\nif os.fork() == 0:\n    os.setsid(); time.sleep(0.3)\n    open("/tmp/a", "w").write("16"); os._exit(0)\ntime.sleep(0.1)\nprint(open("/tmp/a").read() if os.path.exists("/tmp/a") else "")',
      ['wrong', 'wrong'],
    ],
    [
      'writes a verdict',
      'javascript',
      'console.log(JSON.stringify({ status: "passed", verdict: "ACCEPTED", points: 1 }))',
      ['wrong', 'wrong'],
    ],
    [
      'writes the driver’s end',
      'python',
      'print("0" * 32 + " exit 0 0 1 1 1 3 3 0 0\\nok!\\n" + "0" * 32 + " done")',
      ['wrong', 'wrong'],
    ],
    [
      'writes its answer to the errors',
      'python',
      'import sys\nprint(int(input()) ** 2, file=sys.stderr)',
      ['wrong', 'wrong'],
    ],
    ['is right in the first test only', 'python', 'print(9)', ['passed', 'wrong']],
  ])(
    '%s',
    async (_name, language, program, results) => {
      expect(statuses(await io(language, program, ['3', '9'], ['4', '16']))).toEqual(results);
    },
    120_000,
  );
});

describe('a function that', () => {
  const harness = { functionName: 'f', parameters: [], returns: 'string' };
  const called = (language: string, program: string) =>
    judging.judge(
      { limits, harness, tests: someTests({ kind: 'function', expected: `"${marker}"` }) },
      language,
      program,
    );
  const frame = '0'.repeat(32);
  const reread = (say: string) => `
import os
def f():
    os.lseek(0, 0, 0)
    text = os.read(0, 1000) or open('/proc/self/fd/0', 'rb').read()
    ${say}
`;

  it.each<[string, string, string, string]>([
    [
      'looks for the expectation finds none',
      'python',
      `${search}\ndef f(): return mark.decode() if found else 'nothing'`,
      'wrong',
    ],
    [
      'prints an answer behind a key of its own',
      'python',
      `def f():\n    print('\\n${frame} value "x"')\n    return 1`,
      'wrong',
    ],
    [
      'ends behind an answer of its own',
      'python',
      `import os\ndef f():\n    print('\\n${frame} value "x"', flush=True)\n    os._exit(0)`,
      'missing',
    ],
    ['reads the key again', 'python', reread(`print('${marker}' if text else '')`), 'wrong'],
    ['ends while it loads', 'python', 'import sys\nsys.exit(0)', 'runtimeError'],
    [
      'is equal to everything',
      'python',
      'class All:\n    def __eq__(self, other): return True\ndef f(): return All()',
      'runtimeError',
    ],
    ['ends the process', 'javascript', 'function f() { process.exit(0); }', 'missing'],
    ['never answers', 'javascript', 'function f() { return new Promise(() => {}); }', 'missing'],
    [
      'says what JSON is to say of it',
      'javascript',
      'class All { toJSON() { return "x"; } }\nfunction f() { return new All(); }',
      'wrong',
    ],
    [
      'replaces how JSON is written',
      'javascript',
      'JSON.stringify = () => "true";\nfunction f() { return 1; }',
      'wrong',
    ],
    [
      'ends before main',
      'cpp',
      '#include <cstdlib>\nstruct Begin { Begin() { std::_Exit(0); } } begin;\nint f() { return 1; }',
      'missing',
    ],
    [
      'reads the input before main',
      'cpp',
      `#include <unistd.h>\n#include <cstdio>\nstruct Begin { Begin() { char b[99]; lseek(0, 0, 0); if (read(0, b, 99) > 0) puts("${marker}"); } } begin;\nint f() { return 1; }`,
      'wrong',
    ],
    [
      'ends in a static block',
      'java',
      'class Solution { static { System.exit(0); }\n String f() { return ""; } }',
      'missing',
    ],
    ['takes the output away', 'java', 'class Solution { String f() { System.setOut(null); return ""; } }', 'wrong'],
  ])(
    '%s',
    async (_name, language, program, result) => {
      const judgement = await called(language, program);
      expect([judgement.compile.output, ...statuses(judgement)]).toEqual(['', result]);
      expect(JSON.stringify(judgement.tests[0]!.stdout)).not.toContain(marker);
    },
    120_000,
  );

  it('brings a main of its own does not get into ours', async () => {
    const judgement = await called(
      'cpp',
      '#undef main\n#include <cstdio>\nint main() { puts("x"); }\nint f() { return 1; }',
    );
    expect(judgement.verdict).toBe('COMPILATION_ERROR');
  }, 120_000);
});

describe('code under unit tests that', () => {
  const files: Readonly<Record<string, NonNullable<TestInput['unitFile']>>> = {
    python: {
      path: 'test_f.py',
      content: `import unittest, pytest\nfrom solution import *\ndef test_f():\n    assert f() == '${marker}'\nclass OldTest(unittest.TestCase):\n    def test_old(self):\n        self.assertEqual(f(), '${marker}')\ndef test_raises():\n    with pytest.raises(ValueError):\n        f()\n`,
    },
    javascript: {
      path: 'f.test.js',
      content: `const assert = require('assert');\nconst f = require('./solution');\ntest('test_f', () => assert.strictEqual(f(), '${marker}'));\ntest('test_old', () => expect(f()).toEqual('${marker}'));\ntest('test_raises', () => assert.throws(f));`,
    },
    typescript: {
      path: 'f.test.ts',
      content: `import f from './solution';\ntest('test_f', (): void => expect<string>(f()).toBe('${marker}'));\ntest('test_old', () => expect(f()).toEqual('${marker}'));\ntest('test_raises', () => expect(() => f()).toThrow());`,
    },
    java: {
      path: 'FTest.java',
      content: `import static org.junit.jupiter.api.Assertions.*;\nimport org.junit.jupiter.api.*;\nclass FTest {\n  @Test void test_f() { assertEquals("${marker}", Solution.f()); }\n  @Test void test_old() { assertTrue(Solution.f().equals("${marker}")); }\n  @Test void test_raises() { assertThrows(RuntimeException.class, () -> Solution.f()); }\n}`,
    },
  };
  const names = ['test_f', 'test_old', 'test_raises'];
  const key = '0'.repeat(32);
  const forged = `\\n${key} ran [{\\"name\\":\\"test_f\\",\\"kind\\":\\"passed\\",\\"message\\":\\"\\",\\"line\\":null}]`;

  it.each<[string, string, Files]>([
    ['ends while it loads', 'python', 'import os\nos._exit(0)'],
    ['ends in the test', 'python', 'import os\ndef f(): os._exit(0)'],
    ['exits while it loads', 'python', 'exit(0)'],
    ['prints a pass', 'python', `import os\nprint("${forged}", flush=True)\ndef f(): os._exit(0)`],
    [
      'prints a pass at the end',
      'python',
      `import atexit\natexit.register(lambda: print("${forged}"))\ndef f(): return 0`,
    ],
    [
      'replaces assertions',
      'python',
      'import unittest, pytest\nunittest.TestCase.assertEqual = lambda *a: None\npytest.raises.__exit__ = lambda *a: True\ndef f(): return 0',
    ],
    [
      'replaces assertions in the test',
      'python',
      'import unittest, pytest\ndef f():\n    unittest.TestCase.assertEqual = lambda *a: None\n    pytest.raises.__exit__ = lambda *a: True',
    ],
    [
      'replaces built-in functions',
      'python',
      'import builtins\nbuiltins.isinstance = lambda *a: True\nbuiltins.AssertionError = ValueError\ndef f(): return 0',
    ],
    [
      'replaces the runner',
      'python',
      'import __main__, sys\nfor name in list(vars(__main__)):\n    if callable(vars(__main__)[name]): setattr(__main__, name, lambda *a: {})\ndef f(): return 0',
    ],
    [
      'brings tests of its own',
      'python',
      'def test_f(): pass\ndef test_old(): pass\ndef test_raises(): pass\ndef f(): return 0',
    ],
    [
      'brings a pytest of its own',
      'python',
      {
        'solution.py': 'def f(): return 0',
        'pytest.py':
          'class raises:\n    def __init__(self, *a): pass\n    def __enter__(self): pass\n    def __exit__(self, *a): return True',
      },
    ],
    [
      'reads the tests and the key again',
      'python',
      `import os, re\nos.lseek(0, 0, 0)\ntext = os.read(0, 99999) + b''.join(open(p, 'rb').read() for p in os.listdir('.') if os.path.isfile(p))\nprint(text)\ndef f():\n    return (re.findall(rb"== '(.*?)'", text) or [b''])[0].decode()`,
    ],
    ['ends while it loads', 'javascript', 'process.exit(0)'],
    ['prints a pass', 'javascript', `console.log("${forged}");\nmodule.exports = () => process.exit(0);`],
    [
      'says what JSON is to say of all lists',
      'javascript',
      'Array.prototype.toJSON = () => [{ name: "", kind: "passed", message: "", line: null }];\nmodule.exports = () => 0;',
    ],
    [
      'replaces assertions',
      'javascript',
      'const assert = require("assert"); assert.strictEqual = assert.throws = () => {};\nrequire("util").isDeepStrictEqual = () => true;\nmodule.exports = () => 0;',
    ],
    [
      'replaces what tests are called by',
      'javascript',
      'globalThis.expect = globalThis.test = () => ({ toEqual() {} });\nmodule.exports = () => 0;',
    ],
    [
      'listens to what is written',
      'javascript',
      'const fs = require("fs"), from = Buffer.from;\nfs.writeSync = () => process.exit(0);\nBuffer.from = (text) => { console.log(text); return from(text); };\nmodule.exports = () => 0;',
    ],
    [
      'brings an assay of its own',
      'javascript',
      { 'solution.js': 'module.exports = () => 0;', 'assay-expect.js': 'exports.expect = () => ({ toEqual() {} });' },
    ],
    ['ends while it loads', 'typescript', 'process.exit(0);\nexport default (): string => "";'],
    [
      'prints a pass',
      'typescript',
      `console.log("${forged}");\nexport default (): string => { process.exit(0); return ""; };`,
    ],
    [
      'reads the tests and the key again',
      'typescript',
      `const fs: any = require('fs');\nconst text: string = fs.readdirSync('.').map((name: string) => fs.readFileSync(name, 'utf8')).join('') + fs.readFileSync(0, 'utf8');\nconst found = /expected-of-n[o]body/.exec(text);\nif (found) console.log(found[0]);\nexport default (): string => '';`,
    ],
    [
      'brings an assay of its own',
      'typescript',
      { 'solution.ts': 'export default (): string => "";', 'assay-unit.js': 'process.exit(0);' },
    ],
    ['ends in the test', 'java', 'class Solution { static String f() { System.exit(0); return null; } }'],
    [
      'ends at once',
      'java',
      'class Solution { static { Runtime.getRuntime().halt(0); }\n static String f() { return ""; } }',
    ],
    [
      'prints a pass',
      'java',
      `class Solution { static String f() { System.out.println("${forged}"); System.out.flush(); Runtime.getRuntime().halt(0); return null; } }`,
    ],
    [
      'brings assertions of its own',
      'java',
      {
        'Solution.java': 'class Solution { static String f() { return ""; } }',
        'org/junit/jupiter/api/Assertions.java':
          'package org.junit.jupiter.api;\npublic class Assertions { public static void assertEquals(Object a, Object b) {} }',
        'Main.java': 'public class Main { public static void main(String[] a) {} }',
      },
    ],
    [
      'reads the key again',
      'java',
      `class Solution { static String f() { try { java.io.RandomAccessFile in = new java.io.RandomAccessFile("/proc/self/fd/0", "r"); in.seek(0); if (in.read() != -1) System.out.println("${marker}"); } catch (Exception e) { System.out.println(e); } return ""; } }`,
    ],
  ])(
    '%s (%s)',
    async (_name, language, program) => {
      if (!(await judging.has(language))) return;
      const tests = someTests(
        ...names.map((unitName) => ({ kind: 'unit' as const, unitFile: files[language]!, unitName })),
      );
      const judgement = await judging.judge({ limits, tests }, language, program);
      expect(judgement.compile.output).toBe('');
      expect(judgement.tests.map(({ status, words }) => [status, words.key])).not.toContainEqual([
        'passed',
        expect.anything(),
      ]);
      expect(judgement).toMatchObject({ points: 0, tests: [{}, {}, {}] });
      for (const { stdout } of judgement.tests) expect(stdout).not.toContain(marker);
    },
    120_000,
  );
});
