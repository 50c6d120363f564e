import { publish } from '#src/http/live/publish.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { Occasion } from '../ai-review.entity.ts';
import type { FocusArea } from '../content/focus.ts';
import { readWork, type ReviewedWork } from '../ladder/reviewed-work.ts';
import type { Tier } from '../ladder/tiers.ts';
import { reviewTopic } from '../page/review-topic.ts';

export interface Claimed {
  readonly claimId: string;
  readonly tries: number;
  readonly work: ReviewedWork;
}

interface Row {
  readonly submissionId: string;
  readonly occasion: Occasion;
  readonly focus: readonly FocusArea[];
  readonly attempts: number;
  readonly waits: number;
  readonly courseId: string | null;
  readonly spoken: Tier | null;
  readonly tries: number;
}

/** Takes a review for this run, whoever had it before. Null when there is nothing to do. One transaction of its own. */
export const claimReview = (scope: Scope, reviewId: string): Promise<Claimed | null> =>
  scope.transaction(async (scope) => {
    const claimId = crypto.randomUUID();
    const [row] = await scope.em.execute<Row[]>(
      `update ai_review set state = 'WRITING', claim_id = ?, tries = tries + 1, next_try_at = null, asking_key = null,
          started_at = coalesce(started_at, clock_timestamp())
        where id = ? and state in ('WAITING', 'WRITING')
        returning submission_id as "submissionId", course_id as "courseId", occasion, focus, attempts, waits, tries,
          (select tier from ai_review o where o.submission_id = ai_review.submission_id and o.state = 'COMPLETE') as spoken`,
      [claimId, reviewId],
    );
    const work = row && (await readWork(scope, { ...row, reviewId }));
    if (!work) return null;
    publish(scope, reviewTopic, { submissionId: row.submissionId });
    return { claimId, tries: row.tries, work };
  });
