import { z } from 'zod';
import { progressOf, sendScore } from '#lti';
import { selectCountedPeople } from '#plugins/assignments';
import { defineJob, type Job } from '#src/jobs/job.ts';
import type { Scope } from '#src/scope/scope.ts';
import { lockGrade, type Graded } from '../lock-grade.ts';
import { selectRules } from '../select-rules.ts';
import { heldSince } from './held-since.ts';

const Data = z.object({ submissionId: z.uuid() });
type Data = z.output<typeof Data>;

/** A verdict that comes within it is told alone: a class that hands in at once would be told twice each otherwise. */
const patienceMs = 8_000;

/**
 * Tells the LMS of work whose verdict takes its time that it was handed in and is judged, once until the verdict is told. What
 * counts so far goes along, as a score without points would take the grade away.
 */
export const tellJudgingJob: Job<Data> = defineJob({
  name: 'grading.tellJudging',
  data: Data,
  async run(scope, { submissionId }) {
    const people = await selectCountedPeople(scope, submissionId);
    for (const person of people.toSorted((a, b) => a.userId.localeCompare(b.userId)))
      await tellJudging(scope, person, submissionId);
  },
});

async function tellJudging(scope: Scope, person: Graded, submissionId: string) {
  const place = await selectRules(scope, person);
  if (place?.role !== 'learner' || place.isTestUser || place.lineItemId === null) return;
  const grade = await lockGrade(scope, person);
  const acceptedAt = await waitingSince(scope, submissionId);
  if (acceptedAt === null || grade.toldState === 'judging') return;
  const isShown = place.isReleased && grade.points !== null;
  const isTold = await sendScore(scope, {
    lineItemId: place.lineItemId,
    userId: person.userId,
    scoreGiven: isShown ? grade.points : null,
    scoreMaximum: isShown ? grade.maximum : null,
    ...progressOf('judging'),
    submittedAt: acceptedAt,
    at: await heldSince(scope),
  });
  if (isTold) await scope.em.execute(`update grade set told_state = 'judging' where id = ?`, [grade.id]);
}

/** In the open transaction. */
export const enqueueJudging = (scope: Scope, submissionId: string): Promise<void> =>
  scope.enqueue(tellJudgingJob, { submissionId }, { startAfter: new Date(scope.now().getTime() + patienceMs) });

/** Null once there is a verdict. */
async function waitingSince({ em, organization }: Scope, submissionId: string): Promise<Date | null> {
  const [row] = await em.execute<{ acceptedAt: string }[]>(
    `select accepted_at as "acceptedAt" from submission where organization_id = ? and id = ? and status in ('PENDING', 'RUNNING')`,
    [organization.id, submissionId],
  );
  return row ? new Date(row.acceptedAt) : null;
}
