import type { JudgedTest, TestGroup } from '../judged-problem.ts';
import type { Outcome } from './outcome-of.ts';
import { rounded } from './rounded.ts';

/** What each test gives, at its place, when its group is counted; a test of no group counts for itself. */
export function groupPoints(
  groups: readonly TestGroup[],
  tests: readonly JudgedTest[],
  outcomes: readonly Outcome[],
): readonly number[] {
  const sharesOf = (id: string) =>
    outcomes.filter((_, index) => tests[index]!.groupId === id).map(({ share }) => share);
  const shares = new Map(groups.map((group) => [group.id, sharesOf(group.id)]));
  const passed = new Set<string>();
  const open = new Set<string>();
  for (const { id, requires } of groups) {
    if (requires !== null && !passed.has(requires)) continue;
    open.add(id);
    if (shares.get(id)!.every((share) => share === 1)) passed.add(id);
  }
  return tests.map(({ groupId, weight }, index) => {
    const own = outcomes[index]!.share;
    const group = groups.find(({ id }) => id === groupId);
    if (!group) return rounded(own * weight);
    return open.has(group.id) ? rounded(byRule[group.rule](own, shares.get(group.id)!) * weight) : 0;
  });
}

const byRule: Readonly<Record<TestGroup['rule'], (own: number, shares: readonly number[]) => number>> = {
  sum: (own) => own,
  all: (_, shares) => Number(shares.every((share) => share === 1)),
  minimum: (_, shares) => Math.min(...shares),
};
