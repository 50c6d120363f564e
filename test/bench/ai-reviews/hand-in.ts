import type { Judgement } from '#plugins/problems';
import type { Scope } from '#src/scope/scope.ts';
import { reviewJudged } from '../../../plugins/ai-reviews/writing/begin-review.ts';

interface HandedIn {
  readonly userId: string;
  readonly problem: { readonly id: string; readonly versionId: string };
  readonly source: string;
  readonly judgement: Pick<Judgement, 'verdict' | 'tests'>;
}

/** Work with its verdict, as the pipeline leaves it, and the job that reviews it; its id. */
export const handIn = (scope: Scope, { userId, problem, source, judgement }: HandedIn): Promise<string> =>
  scope.transaction(async (inside) => {
    const id = crypto.randomUUID();
    const { verdict, tests } = judgement;
    const files = JSON.stringify([{ path: 'main.py', content: source }]);
    const passed = tests.filter(({ status }) => status === 'passed').length;
    await inside.em.execute(submission, [
      id,
      scope.organization.id,
      userId,
      problem.id,
      problem.versionId,
      files,
      verdict,
      passed,
      tests.length,
      tests.length,
      passed,
    ]);
    for (const { testId, status, points } of tests)
      await inside.em.execute(run, [scope.organization.id, id, testId, status, points]);
    await reviewJudged(inside, id, 1);
    return id;
  });

const submission = `
  insert into submission (id, organization_id, user_id, problem_id, version_id, language, files, source_hash, status, points,
    max_points, total_tests, passed_tests, time_ms, accepted_at, started_at, judged_at, receipt)
  values (?, ?, ?, ?, ?, 'python', ?::jsonb, gen_random_uuid()::text, ?, ?, ?, ?, ?, 20, now(), now(), now(), 'receipt')`;

const run = `
  insert into test_run (id, organization_id, submission_id, judgement, test_id, status, points, time_ms)
  values (gen_random_uuid(), ?, ?, 1, ?, ?, ?, 20)`;
