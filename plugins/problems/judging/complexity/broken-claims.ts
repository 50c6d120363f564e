import type { JudgedProblem, JudgedTest } from '../judged-problem.ts';
import type { Words } from '../judgement.ts';
import type { Outcome } from '../verdicts/outcome-of.ts';
import { complexityName, type Complexity } from './complexity.ts';
import { excessOf, type Excess } from './excess-of.ts';

/** What a run of a test with a size cost. */
export interface SizedRun {
  readonly size: number;
  readonly timeMs: number | null;
  readonly memoryKb: number | null;
}

export interface Claimed {
  readonly rules: JudgedProblem['rules'];
  readonly tests: readonly JudgedTest[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Runs these tests again. */
  readonly measure: (tests: readonly JudgedTest[]) => Promise<readonly SizedRun[]>;
}

/**
 * Which of the author's claims a solution breaks, by its passed tests that have a size. Whoever seems to break one is measured again before it is
 * said, so that no busy moment of a judge costs points.
 */
export async function brokenClaims({ rules, tests, outcomes, measure }: Claimed): Promise<readonly Words[]> {
  const sized = tests.filter(({ id, size, kind }) => size !== null && kind !== 'unit' && passed(outcomes.get(id)));
  const runs = sized.map(({ id, size }) => ({ ...outcomes.get(id)!.result, size: size! }));
  if (broken(rules, runs).length === 0) return [];
  return broken(rules, [...runs, ...(await measure(sized))]);
}

const passed = (outcome: Outcome | undefined) => outcome?.result.status === 'passed';

const kinds = [
  { kind: 'time', claim: 'timeComplexity', cost: 'timeMs', doubt: { least: 5, share: 1 / 4 } },
  { kind: 'space', claim: 'spaceComplexity', cost: 'memoryKb', doubt: { least: 1_024, share: 1 / 10 } },
] as const;

function broken(rules: JudgedProblem['rules'], runs: readonly SizedRun[]): readonly Words[] {
  return kinds.flatMap(({ kind, claim, cost, doubt }) => {
    const claimed = rules[claim];
    const costs = runs.flatMap(({ size, [cost]: spent }) => (spent === null ? [] : [{ size, cost: spent }]));
    const excess = claimed && excessOf(claimed, costs, doubt);
    return excess ? [wordsOf(kind, claimed, excess, rules.complexityPercent)] : [];
  });
}

const wordsOf = (kind: 'time' | 'space', claimed: Complexity, { larger, dearer }: Excess, percent: number): Words => ({
  key: `problems.judging.complexity.${kind}`,
  parameters: { claimed: complexityName(claimed), larger: rough(larger), dearer: rough(dearer), percent },
});

/** With the two figures that a measurement is good for, and none after the point beyond ten. */
const rough = (times: number) => (times < 10 ? Math.floor(times * 10) / 10 : Number(Math.floor(times).toPrecision(2)));
