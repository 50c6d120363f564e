import { publish } from '#src/http/live/publish.ts';
import type { Scope } from '#src/scope/scope.ts';
import { submissionJudged } from '../submission-judged.ts';
import { submissionTopic } from '../verdict/submission-topic.ts';

export interface Given {
  readonly submissionId: string;
  readonly judgement: number;
  readonly obstacle: 'internal' | 'gaveUp';
  /** For operators. */
  readonly note?: string;
}

/** No verdict came to be: the submission says so, and can be judged again from its page [F1-21]. Does nothing where one came. */
export const giveUp = (scope: Scope, { submissionId, judgement, obstacle, note }: Given): Promise<void> =>
  scope.transaction(async (scope) => {
    const [ended] = await scope.em.execute<{ placeKind: string | null }[]>(
      `update submission set status = 'ERROR', obstacle = ?, note = coalesce(?, note), judged_at = clock_timestamp(), claim_id = null
        where id = ? and judgement = ? and status in ('PENDING', 'RUNNING') returning place_kind as "placeKind"`,
      [obstacle, note ?? null, submissionId, judgement],
    );
    if (!ended) return;
    await scope.emit(submissionJudged, { submissionId, judgement, status: 'ERROR', ...ended });
    publish(scope, submissionTopic, { submissionId });
  });
