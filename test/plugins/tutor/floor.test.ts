import { describe, expect, it } from '@jest/globals';
import type { ReviewedWork } from '#plugins/ai-reviews';
import { authorShare } from '../../../plugins/tutor/floor/author-share.ts';
import { placeInCode } from '../../../plugins/tutor/floor/place-in-code.ts';
import { testFault } from '../../../plugins/tutor/floor/test-fault.ts';
import { hintKinds } from '../../../plugins/tutor/kinds.ts';

const dealt = (hints: readonly string[]) => hintKinds.map((kind) => authorShare(hints, kind).join());

describe('the hints of an author', () => {
  it('are dealt out over the kinds in their order, none twice and none left out', () => {
    expect(dealt([])).toEqual(['', '', '', '']);
    expect(dealt(['a'])).toEqual(['a', '', '', '']);
    expect(dealt(['a', 'b', 'c', 'd'])).toEqual(['a', 'b', 'c', 'd']);
    expect(dealt(['a', 'b', 'c', 'd', 'e', 'f'])).toEqual(['a,b', 'c', 'd,e', 'f']);
  });
});

const work = (code: string, more: object = {}) =>
  ({
    files: [{ path: 'main.py', content: code }],
    compileOutput: '',
    verdict: 'FAILED',
    tests: [],
    ...more,
  }) as unknown as ReviewedWork;
const nested =
  'n = int(input())\nfor a in range(n):\n    for b in range(n):\n        # all pairs\n        c = a * b\n        d = c\nprint(d)\n';
const at = (lineStart: number, lineEnd = lineStart) => ({ file: 'main.py', lineStart, lineEnd });

describe('the place to look at first', () => {
  it('is what runs most often where time runs out, and what writes where the answer is wrong', () => {
    expect(placeInCode(work(nested), 'timeLimit')).toEqual(at(5, 6));
    expect(placeInCode(work(nested), 'wrong')).toEqual(at(7));
    expect(placeInCode(work(nested), null)).toEqual(at(1));
    expect(placeInCode(work(''), 'wrong')).toBeNull();
  });

  it('is the line that a compiler or a crash names', () => {
    const said = { compileOutput: 'main.py:3: error: that is none', verdict: 'COMPILATION_ERROR' };
    expect(placeInCode(work(nested, said), 'compile')).toEqual(at(3));
    const crash = {
      isHidden: false,
      stderr: 'Traceback\n  File "main.py", line 5, in <module>\nValueError',
      status: 'runtimeError',
      line: 5,
    };
    expect(placeInCode(work(nested, { tests: [crash] }), 'runtimeError')).toEqual(at(5));
    // What a hidden test wrote is told nobody.
    expect(placeInCode(work(nested, { tests: [{ ...crash, isHidden: true }] }), 'runtimeError')).toEqual(at(7));
  });
});

describe('how a program fails', () => {
  it('is told by what has to be mended first', () => {
    const tests = [{ status: 'wrong' }, { status: 'timeLimit' }, { status: 'runtimeError' }];
    expect(testFault(work('', { tests }))).toBe('runtimeError');
    expect(testFault(work('', { tests: tests.slice(0, 1) }))).toBe('wrong');
    expect(testFault(work('', { tests: [{ status: 'passed' }] }))).toBeNull();
    expect(testFault(work('', { verdict: 'COMPILATION_ERROR' }))).toBe('compile');
  });
});
