import { describe, expect, it } from '@jest/globals';
import { checkOutput, type PlainChecker } from '../../../../plugins/problems/judging/checkers/check-output.ts';
import { checkerAnswer } from '../../../../plugins/problems/judging/checkers/checker-answer.ts';
import { checkValue } from '../../../../plugins/problems/judging/checkers/check-value.ts';
import { Checker } from '../../../../plugins/problems/judging/checker.ts';
import { withoutFacts, type RunStatus } from '../../../../judge0/execution.ts';

type Case = readonly [expected: string, actual: string, key: string | null];

const cases: Readonly<Record<string, readonly [PlainChecker, ...Case[]]>> = {
  exact: [
    { kind: 'exact' },
    ['a\nb\n', 'a\nb\n', null],
    ['', '', null],
    ['a\n', 'a', 'less'],
    ['a', 'a\n', 'more'],
    ['a b', 'a  b', 'blanks'],
    ['a\0b', 'a\0b', null],
    ['ä', 'a\u0308', 'line'],
    ['a\r\n', 'a\n', 'blanks'],
  ],
  trimmed: [
    { kind: 'trimmed' },
    ['a\nb', 'a  \nb\t\r\n\n\n', null],
    ['a\nb', '\n\na\nb', null],
    ['', ' \n', null],
    ['a\n\nb', 'a\nb', 'line'],
    ['a', ' a', 'blanks'],
    ['Yes', 'yes', 'case'],
    ['1\n2', '1\n3', 'line'],
    ['1\n2', '1', 'less'],
    ['1', '1\n2', 'more'],
    ['1', '', 'nothing'],
    ['', '1', 'more'],
    ['1\n2', '1\r\n2\r\n', null],
    ['a', 'a\0', 'line'],
  ],
  tokens: [
    { kind: 'tokens' },
    ['1 2\n3', '1\n2   3\n', null],
    ['1 2 3', '1 2 4', 'token'],
    ['1 2', '1 2 3', 'moreTokens'],
    ['1 2 3', '1 2', 'fewerTokens'],
    ['1', '1.0', 'token'],
    ['1', '', 'nothing'],
  ],
  'floats, absolute': [
    { kind: 'floats', tolerance: { absolute: 0.01, relative: 0 } },
    ['3.14159', '3.14', null],
    ['3.14159 x', '3.1416 X', null],
    ['1000', '1000.02', 'token'],
    ['1e3', '1000', null],
    ['1', 'nan', 'token'],
    ['nan', 'NaN', null],
    ['1', 'inf', 'token'],
    ['1', '1e999', 'token'],
    ['1', '0x1', 'token'],
    ['-.5', '-0.500', null],
  ],
  'floats, relative': [
    { kind: 'floats', tolerance: { absolute: 0, relative: 0.001 } },
    ['1000000', '1000999', null],
    ['1000000', '1001001', 'token'],
    ['0', '0.0000001', 'token'],
  ],
  'floats, both': [{ kind: 'floats', tolerance: 1e-6 }, ['0', '0.0000001', null], ['1000000', '1000000.9', null]],
  unorderedLines: [
    { kind: 'unorderedLines' },
    ['a\nb\na', 'a\na\nb\n', null],
    ['a\nb\na', 'a\nb\nb', 'lackingLine'],
    ['a\nb', 'a\nb\nc', 'extraLine'],
    ['a', '', 'nothing'],
  ],
  json: [
    { kind: 'json' },
    ['{"a":1,"b":[1,2]}', ' {"b": [1, 2], "a": 1.0}\n', null],
    ['[1,2]', '[2,1]', 'part'],
    ['{"a":1}', '{"a":1,"b":null}', 'part'],
    ['{"a":{"b":[1]}}', '{"a":{"b":["1"]}}', 'part'],
    ['[]', '{}', 'value'],
    ['null', 'null', null],
    ['1', '1 2', 'noJson'],
    ['1', '', 'nothing'],
    ['9007199254740993', '9007199254740993', null],
    ['9007199254740993', '9007199254740992', 'value'],
    ['{"__proto__":1}', '{}', 'part'],
    ['0.1', '0.2', 'value'],
    ['[', '[', 'expectation'],
    ['1', '['.repeat(100_000) + ']'.repeat(100_000), 'noJson'],
  ],
  'json within a tolerance': [
    { kind: 'json', tolerance: 0.001 },
    ['{"a":[0.3333]}', '{"a":[0.33333]}', null],
    ['[1]', '["1"]', 'part'],
  ],
  regex: [
    { kind: 'regex', pattern: String.raw`Hello, \w+!(\nBye)?` },
    ['', 'Hello, World!\n', null],
    ['', 'Hello, World!\nBye', null],
    ['', 'Well: Hello, World!', 'pattern'],
    ['', '', 'nothing'],
    ['', 'x'.repeat(100_001), 'tooLong'],
  ],
};

describe('a checker', () => {
  for (const [name, [checker, ...pairs]] of Object.entries(cases))
    it(`${name}: says what is right, and what to look at where it is not [F2-19] [CON-25]`, () => {
      for (const [expected, actual, key] of pairs) {
        const words = checkOutput(checker, expected, actual);
        expect([expected, actual, words?.key ?? null]).toEqual([
          expected,
          actual,
          key && `problems.judging.wrong.${key}`,
        ]);
      }
    });

  it('shows a long line around the place that differs, and nothing of a whole book', () => {
    const words = checkOutput({ kind: 'trimmed' }, `${'x'.repeat(500)}1${'y'.repeat(5_000)}`, `${'x'.repeat(500)}2`);
    expect(words!.parameters.expected).toMatch(/^…x{30}1y+…$/);
    expect(words!.parameters.actual).toBe(`…${'x'.repeat(30)}2`);
  });

  it('takes patterns that could be tried for ever in time that grows with the text', () => {
    const started = performance.now();
    expect(checkOutput({ kind: 'regex', pattern: '(a+)+b' }, '', 'a'.repeat(50_000))).not.toBeNull();
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(Checker.safeParse({ kind: 'regex', pattern: '(?=a)b' }).success).toBe(false);
    expect(Checker.safeParse({ kind: 'regex', pattern: String.raw`(a)\1` }).success).toBe(false);
  });

  it('of values compares as JSON, whatever it is called for outputs [CON-25]', () => {
    const values: readonly [PlainChecker, string, string, boolean][] = [
      [{ kind: 'trimmed' }, '{"a":1,"b":2}', '{"b":2,"a":1}', true],
      [{ kind: 'trimmed' }, '"a"', '"a "', false],
      [{ kind: 'floats', tolerance: 0.01 }, '[0.5]', '[0.501]', true],
      [{ kind: 'unorderedLines' }, '[[1,2],{"a":1,"b":2}]', '[{"b":2,"a":1},[1,2]]', true],
      [{ kind: 'unorderedLines' }, '[1,1,2]', '[1,2,2]', false],
      [{ kind: 'regex', pattern: 'a+' }, '', '"aaa"', true],
    ];
    for (const [checker, expected, actual, isRight] of values)
      expect([checker, actual, checkValue(checker, expected, actual) === null]).toEqual([checker, actual, isRight]);
  });

  it('of the author’s own answers ok, wrong or a share; anything else is its own fault', () => {
    const said = (text: string, status: RunStatus = 'finished') =>
      checkerAnswer({ ...withoutFacts(status), stdout: Buffer.from(text) });
    expect(said('ok')).toMatchObject({ share: 1, words: null });
    expect(said('wrong\nThe path has a gap.')).toMatchObject({
      share: 0,
      words: { parameters: { said: 'The path has a gap.' } },
    });
    expect(said('0.25\n')).toMatchObject({ share: 0.25, words: { key: 'problems.judging.wrong.checker' } });
    for (const answer of [said(''), said('yes'), said('1.5'), said('NaN'), said('ok', 'runtimeError')])
      expect(answer).toMatchObject({ status: 'internal', share: 0 });
  });
});
