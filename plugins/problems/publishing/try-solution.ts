import { DomainError } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { Solution } from '../content/solutions.ts';
import {
  judgeSolution,
  type JudgedProblem,
  type Judgement,
  type JudgingEvent,
  type TestStatus,
} from '../judging/index.ts';
import type { Trial } from './trial.ts';

interface Tried {
  readonly solution: Solution;
  readonly signal: AbortSignal;
  readonly heard: (event: JudgingEvent) => void;
}

/** Runs one of the author's solutions through all tests. Throws JudgesUnavailable, after which it may be asked again. */
export async function trySolution(
  scope: Scope,
  problem: JudgedProblem,
  { solution, signal, heard }: Tried,
): Promise<Trial> {
  const { id, name, role, language, files } = solution;
  const tried = { id, name, role, language, isUnanswered: false };
  try {
    const judgement = await judgeSolution(scope, problem, { language, files }, { priority: 'normal', signal, heard });
    return { ...tried, ...outcomeOf(role, judgement) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { ...tried, verdict: 'REFUSED', isRight: false, failedTests: [], compileOutput: null, brokenRules: [] };
  }
}

function outcomeOf(role: Solution['role'], judgement: Judgement) {
  const { verdict, compile, tests, brokenRules } = judgement;
  // A claim that costs nothing is one that the author keeps, too.
  const keepsAll = verdict === 'ACCEPTED' && brokenRules.length === 0;
  const isRight = role === 'reference' ? keepsAll : verdict !== 'ACCEPTED' && hasRun(judgement);
  const failedTests = tests.flatMap(({ status }, index) => (status === 'passed' ? [] : [index + 1]));
  return { verdict, isRight, failedTests, compileOutput: compile.failed ? compile.output : null, brokenRules };
}

/**
 * A wrong solution that does not compile, or ends by an error in every test, as one in Python does that cannot be parsed, says
 * nothing about the tests. One that the rules on code refuse was judged by them.
 */
const hasRun = ({ tests, brokenRules }: Judgement) =>
  brokenRules.length > 0 || tests.some(({ status }) => !neverRan.includes(status));

const neverRan: readonly TestStatus[] = ['runtimeError', 'notRun', 'internal'];
