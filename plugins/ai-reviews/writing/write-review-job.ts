import { z } from 'zod';
import { defineJob, type Job, type Run } from '#src/jobs/job.ts';
import type { Scope } from '#src/scope/scope.ts';
import { endWithBasic } from './end-with-basic.ts';
import { writeReview } from './write-review.ts';

const Data = z.object({ reviewId: z.uuid() });
type Data = z.output<typeof Data>;

const common = {
  data: Data,
  work: 'steps',
  retries: 5,
  longestPauseSeconds: 60,
  expireInSeconds: 300,
  gaveUp: (scope: Scope, { reviewId }: Data) => endWithBasic(scope, reviewId),
} as const;

/** Writes reviews for which a model may be asked: many wait for one at a time. */
export const writeReviewJob: Job<Data> = defineJob({ ...common, name: 'ai-reviews.write', concurrency: 20, run });

/** Writes those that come from the tests alone, which need not wait behind the others. */
export const writeBasicJob: Job<Data> = defineJob({ ...common, name: 'ai-reviews.writeBasic', concurrency: 4, run });

function run(scope: Scope, { reviewId }: Data, { signal }: Run): Promise<void> {
  const again = (inside: Scope, startAfter: Date) => inside.enqueue(writeReviewJob, { reviewId }, { startAfter });
  return writeReview(scope, reviewId, { signal, again });
}
