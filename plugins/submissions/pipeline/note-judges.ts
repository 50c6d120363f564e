import { publish } from '#src/http/live/publish.ts';
import type { Scope } from '#src/scope/scope.ts';
import { submissionTopic } from '../verdict/submission-topic.ts';
import type { Claimed } from './claim-submission.ts';

/** The page says whether a judge answers, while the run that has the submission goes on trying. */
export const noteJudges = (scope: Scope, { submissionId, claimId }: Claimed, isAnswered: boolean): Promise<void> =>
  scope.transaction(async (scope) => {
    await scope.em.execute('update submission set obstacle = ? where id = ? and claim_id = ?', [
      isAnswered ? null : 'judgesUnavailable',
      submissionId,
      claimId,
    ]);
    publish(scope, submissionTopic, { submissionId });
  });
