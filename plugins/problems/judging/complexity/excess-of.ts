import { mostGrowth, type Complexity } from './complexity.ts';

/** What one run with an input of this size cost. */
export interface Cost {
  readonly size: number;
  readonly cost: number;
}

/** By how much a cost is uncertain: so much at least, or this share of the least one. */
export interface Doubt {
  readonly least: number;
  readonly share: number;
}

/** An input so many times as large cost at least so many times as much, without what starting costs. */
export interface Excess {
  readonly larger: number;
  readonly dearer: number;
}

/** Caches, allocators and just-in-time compilers make honest programs up to so many times slower with large inputs. */
const patience = 3;

/**
 * By how much costs grow faster than claimed; null where they do not, or where it cannot be told. The claim says that a cost is
 * a start and a multiple of its growth. So for any two sizes their costs, with a smaller third taken off as start or none, are
 * at most as far apart as the growth says. Each is taken with all doubt on the claim's side.
 */
export function excessOf(claim: Complexity, costs: readonly Cost[], doubts: Doubt): Excess | null {
  const least = apart(leastBySize(costs));
  const doubt = Math.max(doubts.least, Math.min(...least.map(({ cost }) => cost)) * doubts.share);
  const excesses = least.flatMap((large, at) =>
    least.slice(0, at).flatMap((small, below) =>
      [null, ...least.slice(0, below).filter(isStartOf(small))].flatMap((start) => {
        const excess = between(mostGrowth[claim], { start, small, large }, doubt);
        return excess && large.cost - least[0]!.cost >= 5 * doubt ? [excess] : [];
      }),
    ),
  );
  return excesses.toSorted((one, other) => other.dearer / other.larger - one.dearer / one.larger)[0] ?? null;
}

/** Of an input that is so much smaller, what it costs is what starting costs. */
const isStartOf = (small: Cost) => (start: Cost) => start.size * 8 <= small.size;

interface Three {
  readonly start: Cost | null;
  readonly small: Cost;
  readonly large: Cost;
}

function between(growth: (n: number) => number, { start, small, large }: Three, doubt: number): Excess | null {
  const beyond = ({ size }: Cost) => growth(size) - (start ? growth(start.size) : 0);
  const started = start?.cost ?? 0;
  const claimed = beyond(large) / beyond(small);
  const dearer = (large.cost - started - doubt) / (Math.max(0, small.cost - started) + doubt);
  return dearer >= patience * claimed ? { larger: large.size / small.size, dearer } : null;
}

/** What disturbs a run makes it dearer, never cheaper. */
function leastBySize(costs: readonly Cost[]): readonly Cost[] {
  const sizes = [...Map.groupBy(costs, ({ size }) => size)];
  return sizes
    .map(([size, same]) => ({ size, cost: Math.min(...same.map(({ cost }) => cost)) }))
    .toSorted((one, other) => one.size - other.size);
}

/** The largest, and the next ones that are half as large again below it: nearer ones say nothing of growth. */
const apart = (costs: readonly Cost[]): readonly Cost[] =>
  costs.reduceRight<readonly Cost[]>(
    (kept, cost) => (kept.length === 0 || cost.size * 1.5 <= kept[0]!.size ? [cost, ...kept] : kept),
    [],
  );
