import type { ExecuteOptions, RunResult } from '#judge0';
import type { Batch } from './batches/batch.ts';
import { batchesOf } from './batches/batches-of.ts';
import { compilationOf } from './compilation-of.ts';
import { brokenClaims } from './complexity/broken-claims.ts';
import { measureAgain } from './complexity/measure-again.ts';
import { countedTests } from './counted-tests.ts';
import type { Execute } from './execute.ts';
import type { JudgingOptions, Solution } from './judge-solution.ts';
import type { JudgedProblem } from './judged-problem.ts';
import type { Compilation, Judgement } from './judgement.ts';
import { brokenRules } from './rules/broken-rules.ts';
import { runCheckers, type Unchecked } from './checkers/run-checkers.ts';
import { judgementOf } from './verdicts/judgement-of.ts';
import { outcomeOf, type Outcome } from './verdicts/outcome-of.ts';

/** A judgement under way. */
interface Course {
  readonly execute: Execute;
  readonly solution: Solution;
  readonly options: JudgingOptions;
  readonly outcomes: Map<string, Outcome>;
  /** Answers that the author's own program is still to look at. */
  readonly unchecked: Unchecked[];
}

const uncompiled: Compilation = { failed: false, output: '', line: null };

/** What `judgeSolution` does, with any judge. */
export async function judge(
  execute: Execute,
  problem: JudgedProblem,
  solution: Solution,
  options: JudgingOptions,
): Promise<Judgement> {
  const tests = countedTests(problem, solution, options.only);
  const broken = brokenRules(problem.rules, solution);
  const course: Course = { execute, solution, options, outcomes: new Map(), unchecked: [] };
  let compile = uncompiled;
  for (const batch of broken.length === 0 ? batchesOf(problem, solution, tests) : []) {
    compile = await runBatch(course, batch, compile);
    if (compile.failed) break;
  }
  await checkByPrograms(course);
  const { outcomes } = course;
  const measure = (sized: typeof tests) => measureAgain(execute, { problem, solution, options }, sized);
  // Of some of the tests nothing is said that all of them may not confirm.
  const claims = options.only ? [] : await brokenClaims({ rules: problem.rules, tests, outcomes, measure });
  return judgementOf({ problem, tests, outcomes, compile, brokenRules: broken, brokenClaims: claims });
}

/** Tells what the compiler said once, and again only if it refuses a later part. */
async function runBatch(course: Course, batch: Batch, before: Compilation): Promise<Compilation> {
  const { execute, options, solution } = course;
  const onProgress: ExecuteOptions['onProgress'] = (progress) => {
    if (progress.kind === 'judges') options.heard?.(progress);
    if (progress.kind === 'run') note(course, batch, progress.index, progress.result);
    if (progress.kind !== 'compiled') return;
    const told = compilationOf(progress.compile, solution);
    if (before === uncompiled || told.failed) options.heard?.({ kind: 'compiled', compile: told });
  };
  const { priority, signal } = options;
  const { compile } = await execute(
    { ...batch.request, isolation: 'shared', priority },
    { onProgress, ...(signal ? { signal } : {}) },
  );
  const said = compilationOf(compile, solution);
  return before === uncompiled || said.failed ? said : before;
}

function note(course: Course, batch: Batch, index: number, run: RunResult) {
  const test = batch.tests[index]!;
  const answer = batch.read(index, run);
  if (!answer.end && test.checker.kind === 'program' && test.kind !== 'unit')
    course.unchecked.push({ test, checker: test.checker, run, answer });
  else keep(course, outcomeOf({ test, run, answer, words: answer.end ? null : batch.compare(test, answer.actual) }));
}

function keep({ outcomes, options }: Course, outcome: Outcome) {
  outcomes.set(outcome.result.testId, outcome);
  options.heard?.({ kind: 'test', result: outcome.result });
}

async function checkByPrograms(course: Course) {
  const { execute, unchecked, options } = course;
  await runCheckers(execute, unchecked, options, (outcome) => keep(course, outcome));
}
