import { describe, expect, it } from '@jest/globals';
import { lineIn } from '../../../../plugins/problems/judging/line-in.ts';
import { filesOf } from './judged.ts';

const cases: readonly [language: string, file: string, said: string, line: number | null][] = [
  [
    'python',
    'main.py',
    'Traceback (most recent call last):\n  File "/box/script.py", line 9, in <module>\n  File "/box/script.py", line 4, in f\n  File "/usr/lib/python3/json.py", line 77, in loads\nValueError',
    4,
  ],
  ['python', 'sums.py', '  File "/box/sums.py", line 3\n    x = = 1\nSyntaxError: invalid syntax', 3],
  [
    'javascript',
    'main.js',
    '/box/script.js:12\nnull.x;\n    at main (/box/script.js:30:5)\n    at node:internal/modules:99',
    12,
  ],
  [
    'java',
    'Main.java',
    'Exception in thread "main"\n\tat java.base/java.lang.Integer.parseInt(Integer.java:652)\n\tat Main.main(Main.java:5)\n\tat Main.main(Main.java:9)',
    5,
  ],
  [
    'cpp',
    'main.cpp',
    "main.cpp:3:7: warning: unused variable 'x'\nmain.cpp:8:1: error: expected ';'\nmain.cpp:9:1: error: y",
    8,
  ],
  ['cpp', 'main.cpp', '/usr/include/c++/12/bits/stl_vector.h:1: error: no', null],
  ['rust', 'main.rs', 'error[E0425]: cannot find value\n --> main.rs:2:5', 2],
  ['python', 'main.py', 'it went wrong', null],
];

describe('the line of an error', () => {
  it.each(cases)('in %s is that of %s', (language, path, said, line) => {
    expect(lineIn(said, { language, files: filesOf({ [path]: '' }) })).toBe(line);
  });
});
