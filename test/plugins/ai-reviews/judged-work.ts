import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { Verdict } from '#plugins/submissions';
import { User } from '#src/people/user.entity.ts';
import { AiReview } from '../../../plugins/ai-reviews/ai-review.entity.ts';
import { reviewJudged } from '../../../plugins/ai-reviews/writing/begin-review.ts';
import { writeReview } from '../../../plugins/ai-reviews/writing/write-review.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { aSubmission } from '../../support/submission-factories.ts';

interface Made {
  readonly code?: string;
  readonly verdict?: Verdict;
  readonly problemId?: string;
  readonly compileOutput?: string;
  /** Of the sample. */
  readonly stderr?: string;
  readonly name?: string;
  readonly email?: string;
}

export const right = 'print(sum(map(int, input().split())))';

/** Work with a verdict, as the pipeline leaves it, by somebody who is signed in. */
export async function judgedWork(scope: Scope, made: Made = {}) {
  const { code = right, verdict = 'ACCEPTED', compileOutput = '', stderr = '', name, email } = made;
  const person = await aSignedInPerson(scope, ['learner']);
  const problemId = made.problemId ?? (await aProblem(scope)).id;
  const submission = await aSubmission(scope, { userId: person.user.id, problemId, code });
  const passed = verdict === 'ACCEPTED' ? 2 : 0;
  const status = { ACCEPTED: 'passed', ERROR: 'runtimeError', TIMEOUT: 'timeLimit' }[verdict as string] ?? 'wrong';
  await scope.transaction(async ({ em, organization }) => {
    if (name) await em.nativeUpdate(User, { id: person.user.id }, { name, email: email ?? null });
    await em.execute(
      `update submission set status = ?, points = ?, max_points = 4, total_tests = 2, passed_tests = ?, time_ms = 20,
        compile_output = ?, judged_at = now() where id = ?`,
      [verdict, passed * 2, passed, compileOutput, submission.id],
    );
    if (verdict === 'COMPILATION_ERROR') return;
    for (const testId of ['one', 'two'])
      await em.execute(
        `insert into test_run (id, organization_id, submission_id, judgement, test_id, status, points, time_ms, stdout, stderr)
          values (gen_random_uuid(), ?, ?, 1, ?, ?, ?, 20, ?, ?)`,
        [organization.id, submission.id, testId, status, passed, ...(testId === 'one' ? ['3', stderr] : [null, null])],
      );
  });
  await scope.transaction((inside) => reviewJudged(inside, submission.id, 1));
  return { id: submission.id, problemId, userId: person.user.id, headers: { authorization: person.authorization } };
}

export const reviewsOf = (scope: Scope, submissionId: string): Promise<AiReview[]> =>
  scope.transaction(({ em }) => em.find(AiReview, { submission: submissionId }, { orderBy: { createdAt: 'asc' } }));

/** Runs what is queued for a submission, and what that queues again, without waiting for its time. */
export async function write(scope: Scope, submissionId: string) {
  for (let runs = 0; runs < 8; runs += 1) {
    const open = (await reviewsOf(scope, submissionId)).filter(
      ({ state }) => state === 'WAITING' || state === 'WRITING',
    );
    if (open.length === 0) break;
    for (const { id } of open)
      await writeReview(scope, id, { signal: AbortSignal.timeout(60_000), again: async () => {} });
  }
  return reviewsOf(scope, submissionId);
}

export const pointsOf = async (scope: Scope, submissionId: string) =>
  scope.transaction(async ({ em }) => {
    const [row] = await em.execute<{ points: number; status: string; reviewStatus: string | null }[]>(
      'select points::float8 as points, status, review_status as "reviewStatus" from submission where id = ?',
      [submissionId],
    );
    return row!;
  });

export const addressOf = async (app: App) =>
  `http://127.0.0.1:${(await app.serve({ port: 0, host: '127.0.0.1' })).port}`;
