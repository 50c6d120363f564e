import { z } from 'zod';
import type { Grade } from '../../gradebook/grade.ts';
import { Refusal } from '../answer.ts';
import { mediaTypes } from '../media-types.ts';
import type { Dialect, ScoreGiven } from '../dialect.ts';
import { canvasAddresses } from './addresses.ts';

const submissionKey = 'https://canvas.instructure.com/lti/submission';
const submissionTypes = [
  'none',
  'basic_lti_launch',
  'online_text_entry',
  'external_tool',
  'online_upload',
  'online_url',
];

const Score = z.looseObject({
  userId: z.string().min(1),
  activityProgress: z.string().min(1),
  gradingProgress: z.string().min(1),
  timestamp: z.string().min(1),
  scoreGiven: z.number().nullish(),
  scoreMaximum: z.number().optional(),
  comment: z.string().nullish(),
  [submissionKey]: z
    .looseObject({
      new_submission: z.boolean().optional(),
      preserve_score: z.boolean().optional(),
      prioritize_non_tool_grade: z.boolean().optional(),
      submission_type: z.enum(submissionTypes).optional(),
      submitted_at: z.iso.datetime({ offset: true }).optional(),
    })
    .default({}),
});
type Score = z.output<typeof Score>;

/** Grades as Canvas keeps them: each post is an attempt unless it says otherwise, and nothing is cut to the maximum. */
export const canvasScores: Dialect['scores'] = {
  read(given) {
    if (given.enrolment?.part !== 'student' || given.enrolment.status !== 'Active')
      throw new Refusal(422, 'User not found in course or is not a student');
    const parsed = Score.safeParse(given.body);
    if (!parsed.success) throw new Refusal(400, z.prettifyError(parsed.error));
    check(given, parsed.data);
    return kept(given, parsed.data);
  },
  answered: (place, column, person) => ({
    status: 200,
    type: mediaTypes.score,
    body: { resultUrl: `${canvasAddresses.lineItem(place, column.id)}/results/${person.id}` },
  }),
};

function check({ column, held, now }: ScoreGiven, score: Score) {
  if (!z.iso.datetime({ offset: true }).safeParse(score.timestamp).success)
    throw new Refusal(400, `Provided timestamp of ${score.timestamp} not a valid timestamp`);
  if (held && held.timestamp > Date.parse(score.timestamp))
    throw new Refusal(400, `Provided timestamp of ${score.timestamp} before last updated timestamp`);
  const submittedAt = score[submissionKey].submitted_at;
  if (submittedAt && Date.parse(submittedAt) > now + 60_000)
    throw new Refusal(400, `Provided submitted_at timestamp of ${submittedAt} in the future`);
  if (isNew(score) && (held?.attempts ?? 0) >= (column.allowedAttempts ?? Infinity))
    throw new Refusal(422, 'The maximum number of allowed attempts has been reached for this submission');
  if (isIgnored(score)) return;
  if (score.scoreMaximum === undefined) throw new Refusal(422, 'ScoreMaximum not supplied when ScoreGiven present.');
  if (score.scoreMaximum < 0) throw new Refusal(422, 'ScoreMaximum must be greater than or equal to 0');
}

const isNew = ({ [submissionKey]: { new_submission: flag, submission_type: type } }: Score) =>
  flag !== false && type !== 'none';

const isIgnored = ({ gradingProgress, scoreGiven }: Score) =>
  !['FullyGraded', 'PendingManual'].includes(gradingProgress) || (scoreGiven ?? null) === null;

function kept({ column, person, held, now }: ScoreGiven, score: Score): Grade {
  const extension = score[submissionKey];
  const isHandsOff = held?.isKept || (extension.prioritize_non_tool_grade && held?.by === 'person');
  return {
    columnId: column.id,
    personId: person!.id,
    score: isHandsOff ? (held?.score ?? null) : pointsOf(score, column.scoreMaximum, held),
    comment: score.comment ?? held?.comment ?? null,
    activityProgress: score.activityProgress,
    gradingProgress: score.gradingProgress,
    timestamp: Date.parse(score.timestamp),
    attempts: (held?.attempts ?? 0) + (isNew(score) ? 1 : 0),
    submittedAt: isNew(score) ? (extension.submitted_at ?? new Date(now).toISOString()) : (held?.submittedAt ?? null),
    by: isHandsOff ? 'person' : 'tool',
    isKept: held?.isKept ?? false,
  };
}

function pointsOf(score: Score, columnMaximum: number, held: Grade | null): number | null {
  if (isIgnored(score)) return score[submissionKey].preserve_score ? (held?.score ?? null) : null;
  const maximum = score.scoreMaximum!;
  return score.scoreGiven! * (maximum === 0 ? 1 : columnMaximum / maximum);
}
