import type { Way } from './approach.ts';
import { approaches } from './approaches.ts';
import { namings } from './names.ts';
import { seeded } from './random.ts';
import { writtenBy } from './written-by.ts';

export interface CorpusProgram {
  readonly approach: string;
  readonly isRight: boolean;
  readonly source: string;
}

const count = 300;
/** Of five in a row as many are right. */
const rightOfFive = 3;

/**
 * What a class hands in to one problem: 300 programs, 60 % of them right, in five ways, each with names, comments, an order and
 * helper functions of its own. The same each time.
 */
export function corpus(): readonly CorpusProgram[] {
  const random = seeded(4);
  const programs = Array.from({ length: count }, (_, number): CorpusProgram => {
    const approach = approaches[number % approaches.length]!;
    const isRight = Math.floor(number / approaches.length) % 5 < rightOfFive;
    const way = random.of(approach.ways);
    const source = writtenBy(
      random,
      isRight ? way : mistaken(way, random.below(way.faults.length)),
      random.of(namings),
    );
    return { approach: approach.name, isRight, source };
  });
  return shuffled(programs, random.below);
}

function mistaken(way: Way, number: number): Way {
  const [right, wrong] = way.faults[number]!;
  const { functions = '', steps } = way;
  const whole = `${functions}|${steps}`;
  if (!whole.includes(right)) throw new Error(`${right} is not in the way that it should be wrong in`);
  const [changed = '', changedSteps = ''] = whole.replace(right, () => wrong).split('|');
  return { ...way, functions: changed, steps: changedSteps };
}

/** Fisher and Yates. */
function shuffled<T>(some: readonly T[], below: (end: number) => number): readonly T[] {
  const all = [...some];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = below(at + 1);
    [all[at], all[other]] = [all[other]!, all[at]!];
  }
  return all;
}
