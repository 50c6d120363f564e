import { gradebookOf } from '../platforms/profile.ts';
import type { ScoreBody } from '../advantage/scores.ts';
import type { ClaimedScore } from './claim-score.ts';

/** What the platform is told of a score (AGS 3.4), with what its family adds. What is not known is absent, never null. */
export function scoreBody(score: ClaimedScore, url: (path: string) => string): ScoreBody {
  const { subject, scoreMaximum, comment, activityProgress, gradingProgress, timestamp, scoringSubject } = score;
  const given = scoreGiven(score);
  const submission = submissionOf(score);
  return {
    userId: subject!,
    ...(given === null ? {} : { scoreGiven: given, scoreMaximum: scoreMaximum! }),
    ...(comment === null ? {} : { comment }),
    activityProgress,
    gradingProgress,
    timestamp: timestamp.toISOString(),
    ...(scoringSubject === null ? {} : { scoringUserId: scoringSubject }),
    ...(submission ? { submission } : {}),
    ...extension(score, url),
  };
}

/** What arrives: a family that cuts at the maximum is not told more. */
export function scoreGiven({ scoreGiven: given, scoreMaximum, family }: ClaimedScore): number | null {
  if (given === null || scoreMaximum === null) return null;
  return gradebookOf(family).capsScores ? Math.min(given, scoreMaximum) : given;
}

function submissionOf({ startedAt, submittedAt }: ClaimedScore) {
  if (!startedAt && !submittedAt) return null;
  return {
    ...(startedAt ? { startedAt: startedAt.toISOString() } : {}),
    ...(submittedAt ? { submittedAt: submittedAt.toISOString() } : {}),
  };
}

/** A submission is a new attempt when no send of it arrived or may have. */
function extension(score: ClaimedScore, url: (path: string) => string) {
  const { gradingProgress, submittedAt, usedSubmittedAt, reviewUrl, family } = score;
  return gradebookOf(family).scoreExtension?.({
    gradingProgress,
    submittedAt,
    isTakenAway: score.scoreGiven === null && score.activityProgress === 'Initialized',
    isNewAttempt: submittedAt !== null && submittedAt.getTime() !== usedSubmittedAt?.getTime(),
    reviewUrl: reviewUrl === null ? null : url(reviewUrl),
  });
}
