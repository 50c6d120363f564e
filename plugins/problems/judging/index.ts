/** What the rest of the plugin, and through it others, may use of judging. */
export { Checker, Tolerance } from './checker.ts';
export { Claims, complexities, complexityName, spaceComplexities, type Complexity } from './complexity/complexity.ts';
export { Harness, JudgedProblem, JudgedTest, LanguageRules, Limits, TestGroup, ValueType } from './judged-problem.ts';
export {
  Compilation,
  Judgement,
  TestResult,
  testStatuses,
  verdicts,
  Words,
  type JudgingEvent,
  type TestStatus,
  type Verdict,
} from './judgement.ts';
export { judgeSolution, type JudgingOptions, type Solution } from './judge-solution.ts';
export { type OwnRun, type RunsOfSolution } from './run-inputs.ts';
export { runSolution, type OwnInput } from './run-solution.ts';
export { SourceFile } from './source-file.ts';
