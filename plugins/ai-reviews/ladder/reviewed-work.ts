import { readStatement, type SourceFile, type Statement, type TestStatus } from '#plugins/problems';
import { Submission, TestRun, type Verdict } from '#plugins/submissions';
import type { Scope } from '#src/scope/scope.ts';
import { User } from '#src/people/user.entity.ts';
import type { Occasion } from '../ai-review.entity.ts';
import type { FocusArea } from '../content/focus.ts';
import type { Tier } from './tiers.ts';

export interface TestedWork {
  readonly number: number;
  /** Null for a hidden test. */
  readonly name: string | null;
  readonly isHidden: boolean;
  readonly status: TestStatus;
  readonly timeMs: number | null;
  /** Of the student's first file. */
  readonly line: number | null;
  /** Empty where the run is not shown. */
  readonly stderr: string;
}

/** All that a reviewer is told of a submission. Nothing in it is of a hidden test but how it ended. */
export interface ReviewedWork {
  readonly reviewId: string;
  readonly occasion: Occasion;
  /** What its owner wants to hear of above all. */
  readonly focus: readonly FocusArea[];
  /** Times that the model was asked in vain. */
  readonly attempts: number;
  /** Times that it was put back because the same program was with the model already. */
  readonly waits: number;
  /** Who wrote the review that there is already; null where there is none. */
  readonly spoken: Tier | null;
  readonly submissionId: string;
  readonly userId: string;
  readonly problemId: string;
  /** In which it was handed in; null for work outside of courses. */
  readonly courseId: string | null;
  readonly versionId: string;
  readonly language: string;
  readonly files: readonly SourceFile[];
  readonly verdict: Verdict;
  /** On our side something was in the way of a verdict. */
  readonly isUnjudged: boolean;
  readonly passedTests: number;
  readonly totalTests: number;
  readonly timeMs: number | null;
  readonly compileOutput: string;
  readonly hasBrokenRules: boolean;
  readonly tests: readonly TestedWork[];
  readonly statement: Statement;
  /** What says who it is: never sent anywhere. */
  readonly person: { readonly name: string; readonly email: string | null };
  readonly locale: string;
}

type Asked = Pick<
  ReviewedWork,
  'reviewId' | 'occasion' | 'focus' | 'attempts' | 'waits' | 'spoken' | 'submissionId' | 'courseId'
>;

/** Reads what is to be reviewed, in the open transaction; null where the submission is gone. */
export async function readWork(scope: Scope, asked: Asked): Promise<ReviewedWork | null> {
  const { em } = scope;
  const submission = await em.findOne(Submission, { id: asked.submissionId });
  if (!submission) return null;
  const person = await em.findOneOrFail(User, { id: submission.user.id });
  const statement = await readStatement(scope, submission.version.id);
  const runs = await em.find(TestRun, { submission: submission.id });
  return {
    ...asked,
    ...factsOf(submission),
    tests: testsOf(statement, runs),
    statement,
    person: { name: person.name, email: person.email ?? null },
    locale: person.locale ?? scope.locale,
  };
}

const factsOf = (submission: Submission) => ({
  userId: submission.user.id,
  problemId: submission.problem.id,
  versionId: submission.version.id,
  language: submission.language,
  files: submission.files,
  verdict: submission.status,
  isUnjudged: submission.status === 'ERROR' && Boolean(submission.obstacle),
  passedTests: submission.passedTests,
  totalTests: submission.totalTests,
  timeMs: submission.timeMs ?? null,
  compileOutput: submission.compileOutput ?? '',
  hasBrokenRules: (submission.brokenRules ?? []).length > 0,
});

/** In the order of the problem; those that did not run are left out. */
const testsOf = (statement: Statement, runs: readonly TestRun[]): TestedWork[] =>
  statement.tests.flatMap(({ id, name, visibility }, index) => {
    const run = runs.find(({ testId }) => testId === id);
    if (!run) return [];
    const { status, timeMs = null, line = null, stderr } = run;
    return [{ number: index + 1, name, isHidden: visibility === 'hidden', status, timeMs, line, stderr: stderr ?? '' }];
  });
