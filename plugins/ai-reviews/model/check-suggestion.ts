import { judgeSolution, readJudged, type Judgement, type JudgedProblem, type SourceFile } from '#plugins/problems';
import type { Scope } from '#src/scope/scope.ts';
import { nameFault } from '../basic/name-fault.ts';
import type { Suggestion } from '../content/review-content.ts';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';
import { suggestedProgram } from './suggested-program.ts';

/** How long judges may take, in milliseconds; all other parts are read meanwhile. */
const patienceMs = 30_000;

/**
 * What may be shown of a suggestion, after a judge ran its code: all of it; null where the program with it cannot be translated,
 * does worse than it did, or is the solution that its author still looks for; only its words where no judge could say in time.
 */
export async function checkSuggestion(
  scope: Scope,
  work: ReviewedWork,
  suggestion: Suggestion,
  signal: AbortSignal,
  longestMs = patienceMs,
): Promise<Suggestion | null> {
  if (suggestion.suggestedCode === null) return suggestion;
  const { reviewId } = work;
  try {
    const run = await openRuns(scope, work, AbortSignal.any([signal, AbortSignal.timeout(longestMs)]));
    const objection = (await worse(run, work, suggestion)) ?? (await solves(run, work, suggestion));
    if (objection) scope.log.info({ reviewId, objection }, 'a suggestion of a model is left out');
    return objection ? null : suggestion;
  } catch (error) {
    signal.throwIfAborted();
    scope.log.warn({ err: error, reviewId }, 'the code of a suggestion could not be run and is left out');
    return { ...suggestion, suggestedCode: null };
  }
}

type Objection = 'broken' | 'worse' | 'solution';
type RunProgram = (files: readonly SourceFile[]) => Promise<Judgement>;

/** Runs a program with the samples alone, after all work of students. */
async function openRuns(scope: Scope, { versionId, language }: ReviewedWork, signal: AbortSignal): Promise<RunProgram> {
  const problem = await readJudged(scope, versionId);
  const only = samplesOf(problem);
  return (files) => judgeSolution(scope, problem, { language, files }, { only, priority: 'background', signal });
}

const samplesOf = ({ tests }: JudgedProblem) =>
  tests.filter(({ visibility }) => visibility === 'sample').map(({ id }) => id);

async function worse(run: RunProgram, work: ReviewedWork, suggestion: Suggestion): Promise<Objection | null> {
  const { compile, tests, brokenRules } = await run(suggestedProgram(work.files, suggestion));
  if (brokenRules.length > 0 || (compile.failed && !isElsewhere(compile.line, work, suggestion))) return 'broken';
  if (compile.failed) return null;
  if (tests.some(({ stderr }) => neverBegan.has(nameFault(stderr) ?? ''))) return 'broken';
  const passed = new Set(tests.filter(({ status }) => status === 'passed').map(({ testId }) => testId));
  return passedBefore(work).every((id) => passed.has(id)) ? null : 'worse';
}

/** What an interpreter says of a program that is none. */
const neverBegan: ReadonlySet<string> = new Set(['syntax', 'indentation']);

/** A program that could not be translated may have more than one fault. */
const isElsewhere = (line: number | null, { verdict, files }: ReviewedWork, suggestion: Suggestion) =>
  verdict === 'COMPILATION_ERROR' &&
  (suggestion.file !== files[0]?.path ||
    (line !== null &&
      (line < suggestion.lineStart || line > suggestion.lineStart + linesIn(suggestion.suggestedCode!))));

const passedBefore = ({ tests, statement }: ReviewedWork) =>
  tests
    .filter(({ isHidden, status }) => !isHidden && status === 'passed')
    .flatMap(({ number }) => statement.tests[number - 1]?.id ?? []);

/** Whether the fragment by itself, or with little around it, does what the samples want. */
async function solves(run: RunProgram, work: ReviewedWork, suggestion: Suggestion): Promise<Objection | null> {
  if (work.verdict === 'ACCEPTED') return null;
  const [main, ...others] = work.files;
  const whole = suggestedProgram(work.files, suggestion);
  const isMost = linesIn(suggestion.suggestedCode!) * 2 >= linesIn(whole.map(({ content }) => content).join('\n'));
  const alone = [{ path: main!.path, content: suggestion.suggestedCode! }, ...others];
  for (const files of isMost ? [alone, whole] : [alone]) if (passesAll(await run(files))) return 'solution';
  return null;
}

const passesAll = ({ compile, tests }: Judgement) =>
  !compile.failed && tests.length > 0 && tests.every(({ status }) => status === 'passed');

const linesIn = (code: string) => code.split('\n').filter((line) => line.trim()).length;
