import { concernsAssignment, selectCountedPeople } from '#plugins/assignments';
import { submissionJudged, submissionReceived } from '#plugins/submissions';
import { on } from '#src/events.ts';
import type { Scope } from '#src/scope/scope.ts';
import { enqueueJudging } from '../telling/tell-judging.ts';
import { recordProgress } from './record-progress.ts';

/** Listeners of their own: when one of them fails, verdict and grade are what they are. */
export const recordReceived = on(submissionReceived, {
  name: 'grading.recordReceived',
  wants: concernsAssignment,
  async run(scope, { submissionId }) {
    if (await recordAll(scope, submissionId)) await enqueueJudging(scope, submissionId);
  },
});

export const recordJudged = on(submissionJudged, {
  name: 'grading.recordJudged',
  wants: concernsAssignment,
  async run(scope, { submissionId }) {
    await recordAll(scope, submissionId);
  },
});

/** For everybody for whom it counts, in the order of their ids; false for what stands in no assignment. */
async function recordAll(scope: Scope, submissionId: string): Promise<boolean> {
  const people = await selectCountedPeople(scope, submissionId);
  for (const worked of people.toSorted((a, b) => a.userId.localeCompare(b.userId))) await recordProgress(scope, worked);
  return people.length > 0;
}
