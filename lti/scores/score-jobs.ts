import { z } from 'zod';
import { defineJob, type Job } from '#src/jobs/job.ts';
import { outgoingPreview } from '#src/outgoing/outgoing-preview.ts';
import type { Scope } from '#src/scope/scope.ts';
import { drainLane } from './drain-lane.ts';

const Data = z.object({
  scoreId: z.uuid(),
  /** The line item's label, for an operator who decides whether it may leave. */
  about: z.string(),
});
type Data = z.output<typeof Data>;

/**
 * Brings scores to the LMS. What the platform refuses for a while is queued anew with a time, so that the tries of the queue are
 * left for a process that was killed or a database that was away.
 */
export const deliverScoreJob: Job<Data> = defineJob({
  name: 'lti.sendScore',
  data: Data,
  work: 'steps',
  outgoing: true,
  retries: 160,
  concurrency: 16,
  expireInSeconds: 120,
  run: (scope, { scoreId, about }, { attempt }) =>
    drainLane(scope, { scoreId, isRepeated: attempt > 1 }, (id, at) =>
      scope.transaction((inside) => enqueueScore(inside, { scoreId: id, label: about }, at)),
    ),
});

interface QueuedScore {
  readonly scoreId: string;
  /** Of the line item. */
  readonly label: string | null;
}

/** Queues a send, at once or at a time. */
export const enqueueScore = (scope: Scope, { scoreId, label }: QueuedScore, startAfter: Date | null = null) =>
  scope.enqueue(deliverScoreJob, { scoreId, about: label ?? '' }, startAfter ? { startAfter } : {});

export const scorePreview = outgoingPreview({
  job: deliverScoreJob.name,
  describe: ({ about, scoreId }: Data) => `a score in ${about || 'a line item'} (${scoreId})`,
});
