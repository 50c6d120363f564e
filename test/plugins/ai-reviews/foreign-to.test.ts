import { describe, expect, it } from '@jest/globals';
import { foreignTo } from '../../../plugins/ai-reviews/earlier/foreign-to.ts';
import type { ReviewedWork } from '../../../plugins/ai-reviews/ladder/reviewed-work.ts';

const theirs = [
  {
    path: 'main.py',
    content:
      '# thanks to Marie from group 17\ntotal = 4711\nlist = []\nfor k in range(9):\n    total += k\nprint(total, maxSum)\n',
  },
];
const ours = {
  files: [{ path: 'main.py', content: 'sum = 0\nfor k in range(9):\n    sum += k\nprint(sum)\n' }],
  statement: { title: 'Sums', statement: 'Add the quick brown numbers', samples: [] },
} as unknown as ReviewedWork;
const foreign = foreignTo(ours, theirs);

describe('what only the other program has', () => {
  it.each([
    'Rename `total`.',
    'The name maxSum is good.',
    'MAXSUM says little.',
    'Why 4711?',
    'Marie has helped.',
    '`list` hides a built-in name.',
    '```\nx = total\n```',
    'Write `total += k` once.',
  ])('is found in a sentence: %s', (text) => expect(foreign.inSentences(text)).toBe(true));

  it.each([
    'A list of values would do.',
    'It runs in O(n log n).',
    'The loop with `k` in `range(9)` is short.',
    'Name the `sum`.',
    'Use `enumerate` to count.',
    'Add the quick brown numbers first.',
  ])('is not found in one about this program, or about none: %s', (text) =>
    expect(foreign.inSentences(text)).toBe(false),
  );

  it('is found in code by each name, also by one that is a word', () => {
    expect(foreign.inCode('list.append(k)')).toBe(true);
    expect(foreign.inCode('sum = k')).toBe(false);
  });

  it('is a row of words that stands in its comments, whatever each of them is', () => {
    const quoting = foreignTo(ours, [{ path: 'main.py', content: '# your values are in one list\n' }]);
    expect(quoting.inSentences('It is true: your values are there.')).toBe(true);
    expect(quoting.inSentences('There are values in a list.')).toBe(false);
  });
});
