import { complexityName } from '../judging/index.ts';
import { lockedLines } from './locked-lines.ts';
import type { ProblemContent } from './problem-content.ts';
import type { TestContent } from './tests.ts';

type Rules = ProblemContent['rules'];

type Shown = ReturnType<typeof shownOf>;
/** Versions of before say nothing of complexity. */
export type ShownTests = Omit<Shown, 'complexity'> & Partial<Pick<Shown, 'complexity'>>;

/** What students may see of languages, limits and tests. Of a hidden test it is place and weight, and whether its run may be shown. */
export const shownOf = ({ languages, limits, harness, tests, rules }: ProblemContent) => ({
  languages: languages.map(({ id, starter, given }) => ({
    id,
    starter: starter.map(({ path, content }) => ({ path, content })),
    locked: starter.map(({ locked }) => lockedLines(locked)),
    given,
  })),
  limits,
  complexity: complexityOf(rules),
  harness,
  samples: tests.filter(({ visibility }) => visibility === 'sample').map(sampleOf),
  tests: tests.map(({ id, name, visibility, weight, showRun }) => ({
    id,
    name: visibility === 'sample' ? name : null,
    visibility,
    weight,
    showRun,
  })),
});

/** What a solution may need, in words that people use; null where the author claims nothing. */
const complexityOf = ({ timeComplexity: time, spaceComplexity: space, complexityPercent: percent }: Rules) =>
  time === null && space === null
    ? null
    : { time: time && complexityName(time), space: space && complexityName(space), percent };

const sampleOf = ({ id, name, kind, stdin, args, arguments: given, expected, explanation }: TestContent) => ({
  id,
  name,
  kind,
  stdin,
  args,
  arguments: given,
  expected,
  explanation,
});
