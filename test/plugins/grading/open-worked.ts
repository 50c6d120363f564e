import { placeKind } from '#plugins/assignments';
import { submitSource } from '#plugins/submissions';
import type { TestStatus } from '#plugins/problems';
import type { Scope } from '#src/scope/scope.ts';
import { gradeJudged } from '../../../plugins/grading/grading-jobs.ts';
import { recordJudged, recordReceived } from '../../../plugins/grading/progress/progress-jobs.ts';

const run = { signal: new AbortController().signal, attempt: 1 };

interface Place {
  readonly assignmentId: string;
  readonly problemId: string;
}

/** How the two tests of `sums` went, of which the second is worth three points and the first one. */
export type Results = readonly [TestStatus, TestStatus] | null;

/** Hands something in, and hears of it as the jobs do; without results it waits for its verdict. */
export async function handIn(scope: Scope, userId: string, { assignmentId, problemId }: Place, results: Results) {
  const submissionId = await scope.transaction(async (inside) => {
    const acting: Scope = {
      ...inside,
      em: inside.em,
      actor: { kind: 'user', id: userId, roles: new Set(['learner']) },
      transaction: (work) => work(acting),
    };
    const place = { kind: placeKind, id: assignmentId };
    return (await submitSource(acting, { problemId, language: 'python', code: 'print(3)', place })).id;
  });
  await hear(scope, recordReceived, submissionId);
  if (results) await judge(scope, submissionId, results);
  return submissionId;
}

/** Says the verdict, whatever it was before, and lets it be heard. */
export async function judge(scope: Scope, submissionId: string, results: NonNullable<Results>) {
  const points = results.reduce((sum, status, index) => sum + (status === 'passed' ? [1, 3][index]! : 0), 0);
  await scope.transaction(async ({ em, organization }) => {
    await em.execute('delete from test_run where submission_id = ?', [submissionId]);
    for (const [index, status] of results.entries())
      await em.execute(
        `insert into test_run (id, organization_id, submission_id, judgement, test_id, status, points)
          values (gen_random_uuid(), ?, ?, 1, ?, ?, 0)`,
        [organization.id, submissionId, ['one', 'two'][index], status],
      );
    await em.execute(
      `update submission set status = ?, points = ?, max_points = 4, total_tests = 2, judged_at = clock_timestamp() where id = ?`,
      [points === 4 ? 'ACCEPTED' : 'FAILED', points, submissionId],
    );
  });
  await hear(scope, recordJudged, submissionId);
  await hear(scope, gradeJudged, submissionId);
}

const hear = (scope: Scope, { job }: typeof recordJudged, submissionId: string) =>
  scope.transaction((inside) => job.run(inside as never, { submissionId } as never, run));
