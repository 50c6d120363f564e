import { publish } from '#src/http/live/publish.ts';
import type { Scope } from '#src/scope/scope.ts';
import { submissionTopic } from './verdict/submission-topic.ts';
import type { ReviewStatus } from './verdicts.ts';

/** Says how far the review of a submission is; the verdict and its points stay what they are. In the open transaction. */
export async function setReviewStatus(scope: Scope, submissionId: string, status: ReviewStatus): Promise<void> {
  await scope.em.execute('update submission set review_status = ? where id = ?', [status, submissionId]);
  publish(scope, submissionTopic, { submissionId });
}
