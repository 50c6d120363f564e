import { DomainError } from '#src/errors.ts';
import { publish } from '#src/http/live/publish.ts';
import type { Scope } from '#src/scope/scope.ts';
import { enqueueJudging } from './pipeline/judge-job.ts';
import { submissionTopic } from './verdict/submission-topic.ts';

/**
 * Has a submission judged anew, by the version that it was made for. `isRegrade` puts it behind all that people wait for.
 * Throws DomainError `conflict` while it is being judged.
 */
export const rejudgeSubmission = (
  scope: Scope,
  submissionId: string,
  { isRegrade = false }: { readonly isRegrade?: boolean } = {},
): Promise<void> =>
  scope.transaction(async (scope) => {
    const { em } = scope;
    const [row] = await em.execute<{ userId: string; judgement: number }[]>(
      `update submission set counted_accepted = case when obstacle is null then status = 'ACCEPTED' else counted_accepted end,
          counted_score = case when obstacle is null then coalesce(points / nullif(max_points, 0), 0) else counted_score end,
          status = 'PENDING', judgement = judgement + 1, tries = 0, claim_id = null, obstacle = null, note = null,
          points = 0, passed_tests = 0, time_ms = null, memory_kb = null, started_at = null, judged_at = null,
          compile_output = null, archived_at = null, broken_rules = null
        where id = ? and status not in ('PENDING', 'RUNNING') returning user_id as "userId", judgement`,
      [submissionId],
    );
    if (!row) throw new DomainError('conflict', 'submissions.error.beingJudged');
    await em.execute('delete from test_run where submission_id = ?', [submissionId]);
    await enqueueJudging(scope, { submissionId, ...row, isRegrade });
    publish(scope, submissionTopic, { submissionId });
  });
