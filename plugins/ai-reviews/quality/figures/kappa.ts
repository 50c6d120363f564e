/** What two people said of the same thing. */
export type Pair = readonly [number, number];

type Disagreement = (one: number, other: number) => number;

/** Equal or not, as J. Cohen, "A coefficient of agreement for nominal scales", 1960. */
export const nominal: Disagreement = (one, other) => (one === other ? 0 : 1);
/** Two steps apart is four times as far as one, as J. Cohen, "Weighted kappa", 1968. */
export const quadratic: Disagreement = (one, other) => (one - other) ** 2;

/**
 * Cohen's kappa: how much more two people agree than chance would make them, 1 for always and 0 for no more than that. Null where
 * chance alone would let them agree on everything.
 */
export function kappa(pairs: readonly Pair[], disagreement: Disagreement): number | null {
  const observed = mean(pairs.map(([one, other]) => disagreement(one, other)));
  const [ones, others] = [counted(pairs.map(([one]) => one)), counted(pairs.map(([, other]) => other))];
  const all = ones.flatMap(([one, times]) => others.map(([other, n]) => times * n * disagreement(one, other)));
  const byChance = all.reduce((sum, value) => sum + value, 0) / pairs.length ** 2;
  return byChance === 0 ? null : 1 - observed / byChance;
}

/** How often each value is there. */
const counted = (values: readonly number[]) =>
  [...Map.groupBy(values, (value) => value)].map(([value, all]) => [value, all.length] as const);

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
