import { describe, expect, it } from '@jest/globals';
import { agreementOf, type Assessed } from '../../../plugins/ai-reviews/quality/figures/agreement.ts';
import { kappa, nominal, quadratic, type Pair } from '../../../plugins/ai-reviews/quality/figures/kappa.ts';

const times = (count: number, pair: Pair) => Array<Pair>(count).fill(pair);

describe("Cohen's kappa", () => {
  // 50 applications that two readers took (1) or refused (0): 35 alike, 25 of them by chance.
  const readers = [...times(20, [1, 1]), ...times(5, [1, 0]), ...times(10, [0, 1]), ...times(15, [0, 0])];

  it('says how much more two people agree than chance would make them', () => {
    expect(kappa(readers, nominal)).toBeCloseTo(0.4, 10);
    expect(kappa([...times(3, [1, 1]), ...times(2, [4, 4])], nominal)).toBe(1);
    expect(kappa([...times(5, [1, 2]), ...times(5, [2, 1])], nominal)).toBeCloseTo(-1, 10);
  });

  it('means nothing where both always say the same one thing', () => {
    expect(kappa(times(4, [3, 3]), nominal)).toBeNull();
  });

  it('takes two steps for four times as far as one when it is weighted', () => {
    // Observed: 1 of 4 one step apart. By chance: 16 combinations with squares 0 1 4 … as below.
    const pairs: Pair[] = [
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 3],
    ];
    const byChance = [1, 2, 3, 4].flatMap((one) => [1, 2, 3, 3].map((other) => (one - other) ** 2));
    const expected = 1 - 1 / 4 / (byChance.reduce((sum, square) => sum + square, 0) / 16);
    expect(kappa(pairs, quadratic)).toBeCloseTo(expected, 10);
    expect(kappa([...pairs.slice(0, 3), [4, 1]], quadratic)!).toBeLessThan(expected);
  });
});

const assessed = (reviewId: string, reviewerId: string, stars: number): Assessed => ({
  reviewId,
  reviewerId,
  quality: stars,
  accuracy: stars,
  actionability: stars,
  educationalValue: stars,
  alignment: stars,
});

describe('the agreement of those who teach', () => {
  it('compares what two of them said of the same review, and is empty without such', () => {
    expect(agreementOf([assessed('a', 'one', 3), assessed('b', 'two', 3)])).toEqual([]);
    const all = [
      assessed('a', 'one', 5),
      assessed('a', 'two', 5),
      assessed('b', 'one', 2),
      assessed('b', 'two', 3),
      assessed('c', 'one', 1),
      assessed('c', 'two', 3),
      assessed('d', 'one', 4),
    ];
    const [quality] = agreementOf(all);
    expect(quality).toMatchObject({ scale: 'quality', pairs: 3, same: 1 / 3, near: 2 / 3 });
    expect(quality!.kappa).toBeCloseTo(0.25, 10);
  });

  it('is the mean of all twos, by how much they have in common', () => {
    const alike = ['a', 'b'].flatMap((review, index) => ['one', 'two'].map((who) => assessed(review, who, index + 1)));
    const opposed = ['c', 'd'].flatMap((review, index) => [
      assessed(review, 'three', index + 1),
      assessed(review, 'four', 2 - index),
    ]);
    expect(agreementOf([...alike, ...opposed])[0]!.kappa).toBeCloseTo(0, 10);
  });
});
