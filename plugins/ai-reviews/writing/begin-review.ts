import { courseOfWork, setReviewStatus, Submission, submissionJudged } from '#plugins/submissions';
import { on } from '#src/events.ts';
import { publish } from '#src/http/live/publish.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { AiReview } from '../ai-review.entity.ts';
import { reviewTopic } from '../page/review-topic.ts';
import { followWhereReviewed } from '../quality/following/follow-reviews.ts';
import { turnOf } from './turn-of.ts';
import { writeBasicJob, writeReviewJob } from './write-review-job.ts';

/** Every judging is followed by a review [H1-01, CON-32]. */
export const beginReview = on(submissionJudged, {
  name: 'ai-reviews.beginReview',
  patient: true,
  async run(scope, { submissionId, judgement }) {
    await reviewJudged(scope, submissionId, judgement);
    await followWhereReviewed(scope, submissionId);
  },
});

/**
 * Has the review of one judging written, once however often it is asked. Judged again with the same good end, a submission keeps
 * the review that it has. In the open transaction.
 */
export async function reviewJudged(scope: Scope, submissionId: string, judgement: number): Promise<void> {
  const { em } = scope;
  const submission = await em.findOne(Submission, { id: submissionId, judgement });
  if (!submission) return;
  if (submission.status === 'ACCEPTED' && (await keepEarlier(scope, submissionId, judgement))) return;
  await em.execute(supersede, [submissionId, judgement]);
  const [made] = await em.execute<{ id: string }[]>(
    `insert into ai_review (id, organization_id, submission_id, user_id, problem_id, course_id, judgement, verdict, occasion)
      values (?, ?, ?, ?, ?, ?, ?, ?, 'judged') on conflict (submission_id, judgement, occasion) do nothing returning id`,
    [
      crypto.randomUUID(),
      scope.organization.id,
      submissionId,
      submission.user.id,
      submission.problem.id,
      await courseOfWork(scope, submission),
      judgement,
      submission.status,
    ],
  );
  if (!made) return;
  await setReviewStatus(scope, submissionId, 'PENDING');
  const job = submission.status === 'ACCEPTED' ? writeReviewJob : writeBasicJob;
  const { roles } = await em.findOneOrFail(User, { id: submission.user.id });
  const turn = { roles, isAssigned: Boolean(submission.placeId), isLate: judgement > 1 };
  await scope.enqueue(job, { reviewId: made.id }, { priority: turnOf(turn) });
  publish(scope, reviewTopic, { submissionId });
}

const supersede = `
  update ai_review set state = 'SUPERSEDED', claim_id = null
  where submission_id = ? and judgement < ? and state <> 'SUPERSEDED'`;

async function keepEarlier({ em }: Scope, submissionId: string, judgement: number) {
  const earlier = await em.findOne(AiReview, { submission: submissionId, state: 'COMPLETE', verdict: 'ACCEPTED' });
  if (!earlier || earlier.occasion !== 'judged' || earlier.judgement >= judgement) return false;
  earlier.judgement = judgement;
  return true;
}
