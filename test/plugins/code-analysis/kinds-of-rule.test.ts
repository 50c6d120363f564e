import { expect, it } from '@jest/globals';
import { kindsOfRule } from '../../../plugins/code-analysis/patterns/kinds-of-rule.ts';

it.each([
  [{ kind: 'a', has: { kind: 'b' } }, ['a']],
  [{ all: [{ has: { kind: 'b' } }, { any: [{ kind: 'a' }, { kind: 'c' }] }] }, ['a', 'c']],
  [{ any: [{ kind: 'a' }, { all: [{ kind: 'b' }] }] }, ['a', 'b']],
  [{ any: [{ kind: 'a' }, { pattern: 'x' }] }, null],
  [{ pattern: 'x', inside: { kind: 'a' } }, null],
  [{ any: 'a' }, null],
])('the rule %j matches nodes of the kinds %j only', (rule, kinds) => {
  expect(kindsOfRule(rule)).toEqual(kinds);
});
