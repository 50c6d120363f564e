import { describe, expect, it } from '@jest/globals';
import { compare } from '#src/code/compare.ts';

const shown = (lines: ReturnType<typeof compare>['expected']) =>
  lines.map(({ number, isChanged, pieces }) => {
    const text = pieces.map((piece) => (piece.isChanged ? `[${piece.text}]` : piece.text)).join('');
    return `${number ?? '·'}${isChanged ? '!' : ' '}${text}`;
  });

describe('compare', () => {
  it('puts beside each other what belongs together, and marks the words that differ', () => {
    const { expected, actual } = compare('4 days\nfrom 1\nend\n', '2 days\nfrom 1\nmore\nend\n');
    expect(shown(expected)).toEqual(['1![4] days', '2 from 1', '· ', '3 end']);
    expect(shown(actual)).toEqual(['1![2] days', '2 from 1', '3!more', '4 end']);
  });

  it('has as many lines on both sides, whatever is compared', () => {
    for (const [one, other] of [
      ['', ''],
      ['a\nb', ''],
      ['', 'a\nb\nc'],
      ['a\n\nb', 'a\nb'],
    ] as const) {
      const { expected, actual } = compare(one, other);
      expect(expected).toHaveLength(actual.length);
    }
  });

  it('gives up on texts that have nothing in common before they hold up everybody else', () => {
    const lines = (of: string) => Array.from({ length: 20_000 }, (_none, index) => `${of}${index}`).join('\n');
    const begun = performance.now();
    expect(compare(lines('a'), lines('b')).expected).toHaveLength(20_000);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});
