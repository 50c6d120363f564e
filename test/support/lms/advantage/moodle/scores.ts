import { z } from 'zod';
import type { Grade } from '../../gradebook/grade.ts';
import { Refusal } from '../answer.ts';
import { mediaTypes } from '../media-types.ts';
import type { Dialect, ScoreGiven } from '../dialect.ts';

const numeric = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]).transform(Number);

const Score = z.looseObject({
  userId: z.union([z.string(), z.number()]),
  timestamp: z.iso.datetime({ offset: true }),
  activityProgress: z.string(),
  gradingProgress: z.string(),
  scoreGiven: numeric.nullish(),
  scoreMaximum: numeric.nullish(),
  comment: z.string().nullish(),
});

/** Grades as Moodle keeps them: times to the second, and anything but FullyGraded empties the cell. */
export const moodleScores: Dialect['scores'] = {
  read(given) {
    const parsed = Score.safeParse(given.body);
    if (!parsed.success || given.enrolment?.part !== 'student')
      throw new Refusal(400, `Incorrect score received${JSON.stringify(given.body)}`);
    const score = parsed.data;
    if (hasGiven(score) && (score.scoreMaximum ?? null) === null) throw new Refusal(400, 'Incorrect score received');
    const seconds = Math.floor(Date.parse(score.timestamp) / 1000);
    if (given.held && Math.floor(given.held.timestamp / 1000) >= seconds)
      throw new Refusal(409, `Refusing score with an earlier timestamp for item ${given.column.id}`);
    return kept(given, score, seconds);
  },
  answered: () => ({ status: 200, type: mediaTypes.score }),
};

const hasGiven = ({ scoreGiven }: z.output<typeof Score>) => (scoreGiven ?? null) !== null;

function kept({ column, person, held }: ScoreGiven, score: z.output<typeof Score>, seconds: number): Grade {
  if (held?.isKept) return { ...held, timestamp: seconds * 1000 };
  const isGraded = score.gradingProgress === 'FullyGraded' && hasGiven(score);
  return {
    columnId: column.id,
    personId: person!.id,
    score: isGraded ? scaled(score.scoreGiven!, score.scoreMaximum!, column.scoreMaximum) : null,
    comment: score.comment ?? null,
    activityProgress: score.activityProgress,
    gradingProgress: score.gradingProgress,
    timestamp: seconds * 1000,
    attempts: 0,
    submittedAt: null,
    by: 'tool',
    isKept: false,
  };
}

/** In points of the column, with five places behind the dot; what is beyond its ends is cut. */
function scaled(given: number, maximum: number, columnMaximum: number) {
  const points = maximum === columnMaximum || maximum === 0 ? given : (given * columnMaximum) / maximum;
  return Number(Math.min(Math.max(points, 0), columnMaximum).toFixed(5));
}
