import { scales, type Scale } from '../sampling/review-assessment.entity.ts';
import { kappa, mean, nominal, quadratic, type Pair } from './kappa.ts';

export type Assessed = Readonly<Record<Scale, number>> & { readonly reviewId: string; readonly reviewerId: string };

export interface Agreement {
  readonly scale: Scale;
  /** Reviews that two people assessed, once for each two. */
  readonly pairs: number;
  /** 0 to 1: who said the same, and who was one step apart at most. */
  readonly same: number;
  readonly near: number;
  /** The mean of all twos (R. J. Light, 1971), by how much they have in common; null where it means nothing. */
  readonly kappa: number | null;
  readonly weightedKappa: number | null;
}

/** How far those who teach agree about reviews, on each scale; empty as long as no two have assessed the same one. */
export function agreementOf(assessed: readonly Assessed[]): readonly Agreement[] {
  const twos = twosOf(assessed);
  if (twos.length === 0) return [];
  return scales.map((scale) => {
    const byTwo = twos.map((both) => both.map(([one, other]): Pair => [one[scale], other[scale]]));
    const pairs = byTwo.flat();
    const share = (isSo: (pair: Pair) => boolean) => pairs.filter(isSo).length / pairs.length;
    return {
      scale,
      pairs: pairs.length,
      same: share(([one, other]) => one === other),
      near: share(([one, other]) => Math.abs(one - other) <= 1),
      kappa: weighed(byTwo.map((two) => [kappa(two, nominal), two.length])),
      weightedKappa: weighed(byTwo.map((two) => [kappa(two, quadratic), two.length])),
    };
  });
}

/** For each two people what both of them assessed, always in the same order. */
function twosOf(assessed: readonly Assessed[]): readonly (readonly (readonly [Assessed, Assessed])[])[] {
  const pairs = [...Map.groupBy(assessed, ({ reviewId }) => reviewId).values()].flatMap((about) => {
    const inOrder = about.toSorted((one, other) => (one.reviewerId < other.reviewerId ? -1 : 1));
    return inOrder.flatMap((one, index) => inOrder.slice(index + 1).map((other) => [one, other] as const));
  });
  return [...Map.groupBy(pairs, ([one, other]) => `${one.reviewerId} ${other.reviewerId}`).values()];
}

function weighed(values: readonly (readonly [number | null, number])[]): number | null {
  const told = values.flatMap(([value, weight]) => (value === null ? [] : Array<number>(weight).fill(value)));
  return told.length === 0 ? null : mean(told);
}
