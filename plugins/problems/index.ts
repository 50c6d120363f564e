export { allowProblem, type ProblemRow } from './allow-problem.ts';
export { writesProblems } from './authors.ts';
export { knownLanguages } from './authoring/known-languages.ts';
export { listCategories } from './catalogue/search-choices.ts';
export { fileFor, languageName } from './content/language-facts.ts';
export { hintKeeper, type HintKeeper } from './catalogue/hint-keeper.ts';
export { AskedDifficulty, difficulties, Difficulty, difficultyOf } from './content/difficulty.ts';
export { countVerdict, type CountedVerdict } from './count-verdict.ts';
export { currentVersionOf } from './current-version.ts';
export { countPastVerdicts, type PastVerdict } from './demo/count-past-verdicts.ts';
export { readDemoWork, type DemoWork } from './demo/demo-work.ts';
export { problemPanel, type ProblemPanel } from './problem-panel.ts';
export { problemUse } from './problem-use.ts';
export { authors, mayWriteProblems, problemWriters } from './problem-writers.ts';
export { problemPublished } from './publishing/problem-published.ts';
export { problemPath } from './paths.ts';
export { isAboutTopic } from './topics/is-about-topic.ts';
export { listTopics } from './topics/list-topics.ts';
export { ProblemVersion } from './problem-version.entity.ts';
export { Problem } from './problem.entity.ts';
export { readJudged } from './read-judged.ts';
export { readShown } from './read-shown.ts';
export { readStatement, type Statement } from './read-statement.ts';
export {
  Checker,
  Compilation,
  Harness,
  JudgedProblem,
  Judgement,
  judgeSolution,
  JudgedTest,
  runSolution,
  SourceFile,
  TestResult,
  testStatuses,
  verdicts,
  Words,
  type JudgingEvent,
  type JudgingOptions,
  type OwnInput,
  type OwnRun,
  type RunsOfSolution,
  type Solution,
  type TestStatus,
  type Verdict,
} from './judging/index.ts';
