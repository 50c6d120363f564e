import type { JudgedProblem, JudgedTest } from '../judged-problem.ts';
import type { Compilation, Judgement, TestResult, TestStatus, Verdict, Words } from '../judgement.ts';
import { groupPoints } from './group-points.ts';
import type { Outcome } from './outcome-of.ts';
import { rounded } from './rounded.ts';

interface Judged {
  readonly problem: JudgedProblem;
  /** Those that count, in their order. */
  readonly tests: readonly JudgedTest[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly compile: Compilation;
  readonly brokenRules: readonly Words[];
  /** Of complexity; they take a part of the points, once. */
  readonly brokenClaims: readonly Words[];
}

/** The verdict of the whole, and the points when groups are counted. */
export function judgementOf({ problem, tests, outcomes, compile, brokenRules, brokenClaims }: Judged): Judgement {
  const taken = brokenClaims.length > 0 ? problem.rules.complexityPercent / 100 : 0;
  const all = tests.map((test) => outcomes.get(test.id) ?? notRun(test, brokenRules[0]));
  const points = groupPoints(problem.groups, tests, all);
  const results = all.map(({ result }, index) => ({ ...result, points: points[index]! }));
  return {
    verdict: lessBy(taken, verdictOf(results, compile)),
    compile,
    tests: results,
    brokenRules: [...brokenRules, ...brokenClaims],
    points: rounded(sum(points) * (1 - taken)),
    maxPoints: rounded(sum(tests.map(({ weight }) => weight))),
    timeMs: most(results.map(({ timeMs }) => timeMs)),
    memoryKb: most(results.map(({ memoryKb }) => memoryKb)),
    stretch: stretchOf(all),
  };
}

const verdictBy: Readonly<Record<TestStatus, Verdict>> = {
  passed: 'ACCEPTED',
  wrong: 'FAILED',
  missing: 'FAILED',
  outputLimit: 'FAILED',
  notRun: 'FAILED',
  timeLimit: 'TIMEOUT',
  runtimeError: 'ERROR',
  memoryLimit: 'ERROR',
  internal: 'ERROR',
};

/**
 * The first test that did not pass says what the whole is, but for one that we could not run: then there is no verdict. Where no
 * test is, nothing was proven.
 */
function verdictOf(results: readonly TestResult[], compile: Compilation): Verdict {
  if (compile.failed) return 'COMPILATION_ERROR';
  const failed =
    results.find(({ status }) => status === 'internal') ?? results.find(({ status }) => status !== 'passed');
  return failed ? verdictBy[failed.status] : results.length > 0 ? 'ACCEPTED' : 'FAILED';
}

/** Who loses points has not solved it. */
const lessBy = (taken: number, verdict: Verdict): Verdict => (taken > 0 && verdict === 'ACCEPTED' ? 'FAILED' : verdict);

/** What ran for no measurable time says nothing. */
function stretchOf(outcomes: readonly Outcome[]) {
  const ran = outcomes.filter(({ wallMs, result }) => wallMs !== null && result.timeMs !== null);
  const wallMs = sum(ran.map((outcome) => outcome.wallMs!));
  const timeMs = sum(ran.map(({ result }) => result.timeMs!));
  return timeMs > 0 && wallMs > 0 ? wallMs / timeMs : null;
}

const notRun = ({ id }: JudgedTest, words?: Words): Outcome => ({
  share: 0,
  wallMs: null,
  result: {
    testId: id,
    status: 'notRun',
    points: 0,
    timeMs: null,
    memoryKb: null,
    stdout: '',
    stderr: '',
    line: null,
    words: words ?? { key: 'problems.judging.end.uncompiled', parameters: {} },
  },
});

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

function most(numbers: readonly (number | null)[]) {
  const known = numbers.filter((each) => each !== null);
  return known.length > 0 ? Math.max(...known) : null;
}
