import type { JudgedProblem, JudgedTest } from './judged-problem.ts';
import type { Solution } from './judge-solution.ts';

const endings: Readonly<Record<string, readonly string[]>> = {
  py: ['python'],
  js: ['javascript'],
  ts: ['typescript'],
  java: ['java'],
};

/** Those that were asked for. Unit tests are written in one language, and count for solutions in it. */
export const countedTests = (
  { tests }: JudgedProblem,
  { language }: Solution,
  only?: readonly string[],
): readonly JudgedTest[] =>
  tests.filter((test) => (!only || only.includes(test.id)) && (test.kind !== 'unit' || isIn(language, test)));

function isIn(language: string, { unitFile }: JudgedTest) {
  const ending = unitFile?.path.split('.').at(-1) ?? '';
  return endings[ending]?.includes(language) ?? false;
}
