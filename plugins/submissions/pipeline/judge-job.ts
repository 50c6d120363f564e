import { z } from 'zod';
import { defineJob, type Job } from '#src/jobs/job.ts';
import type { Scope } from '#src/scope/scope.ts';
import { giveUp } from './give-up.ts';
import { judgeSubmission } from './judge-submission.ts';
import { judgingQueue } from './judging-queue.ts';

const Data = z.object({
  submissionId: z.uuid(),
  /** Which judging of it; a job of an earlier one has nothing to do. */
  judgement: z.int(),
  /** Nobody waits for it: a whole class is judged anew. */
  isRegrade: z.boolean().default(false),
});
type Data = z.output<typeof Data>;

/**
 * Judges submissions, of each person one at a time: whoever hands in a hundred waits for themselves. While no judge answers it
 * is tried again each minute, for about half a day.
 */
export const judgeJob: Job<Data> = defineJob({
  name: judgingQueue.name,
  data: Data,
  work: 'steps',
  awaited: true,
  retries: 800,
  longestPauseSeconds: 60,
  concurrency: judgingQueue.lanes,
  groupConcurrency: 1,
  expireInSeconds: 600,
  run: (scope, data, run) => judgeSubmission(scope, data, run.signal),
  gaveUp: (scope, { submissionId, judgement }) => giveUp(scope, { submissionId, judgement, obstacle: 'gaveUp' }),
});

/** Behind all that somebody waits for. */
const behindLiveWork = -10;

export interface Judging extends z.input<typeof Data> {
  /** Whose it is. */
  readonly userId: string;
}

/** Queues a judging, in the open transaction. */
export const enqueueJudging = (scope: Scope, { userId, isRegrade = false, ...data }: Judging): Promise<void> =>
  scope.enqueue(
    judgeJob,
    { ...data, isRegrade },
    { group: userId, ...(isRegrade ? { priority: behindLiveWork } : {}) },
  );
