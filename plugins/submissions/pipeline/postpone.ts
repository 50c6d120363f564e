import { publish } from '#src/http/live/publish.ts';
import type { Scope } from '#src/scope/scope.ts';
import { submissionTopic } from '../verdict/submission-topic.ts';
import type { Claimed } from './claim-submission.ts';

interface Delay {
  readonly obstacle: 'judgesUnavailable' | null;
  /** For operators. */
  readonly note: string | null;
}

/** Gives a submission back to the queue, which brings it again; the try does not count. */
export const postpone = (scope: Scope, { submissionId, claimId }: Claimed, { obstacle, note }: Delay): Promise<void> =>
  scope.transaction(async (scope) => {
    await scope.em.execute(
      `update submission set status = 'PENDING', claim_id = null, tries = greatest(tries - 1, 0), obstacle = ?, note = ?
        where id = ? and claim_id = ?`,
      [obstacle, note, submissionId, claimId],
    );
    publish(scope, submissionTopic, { submissionId });
  });
