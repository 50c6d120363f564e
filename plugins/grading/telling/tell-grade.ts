import { progressOf, sendScore } from '#lti';
import { workPhaseAt } from '#plugins/assignments';
import type { Scope } from '#src/scope/scope.ts';
import type { GradeResult } from '../grade-of.ts';
import type { ToldState } from '../grade.entity.ts';
import type { Graded, LockedGrade } from '../lock-grade.ts';
import type { GradedPlace } from '../select-rules.ts';
import { heldSince } from './held-since.ts';
import { enqueueColumn } from './make-column.ts';

export interface MadeGrade {
  readonly graded: Graded;
  readonly place: GradedPlace;
  /** What stood there until now. */
  readonly before: LockedGrade;
  readonly result: GradeResult;
  /** The newest submission could not be judged. */
  readonly hasFailed: boolean;
  readonly isRepeated: boolean;
}

/**
 * Has the LMS told about a grade that is another than it was told: by the column of the link, and where it has none, by one of
 * our own that a job makes first. In the transaction that made the grade, whose row is held. Of test users nothing is told.
 */
export async function tellGrade(scope: Scope, made: MadeGrade): Promise<void> {
  const { graded, place, before, result } = made;
  const state = toldStateOf(made, scope.now());
  if (place.isTestUser || state === null || !(made.isRepeated || isNews(before, result, state))) return;
  if (place.lineItemId === null) return enqueueColumn(scope, graded.assignmentId);
  const isShown = place.isReleased && result.points !== null;
  await sendScore(scope, {
    lineItemId: place.lineItemId,
    userId: graded.userId,
    scoreGiven: isShown ? result.points : null,
    scoreMaximum: isShown ? result.maximum : null,
    ...progressOf(state),
    startedAt: startOf(place, result),
    submittedAt: result.submittedAt,
    comment: isShown ? (before.override?.reason ?? null) : null,
    scoringUserId: before.override?.byId ?? null,
    at: await heldSince(scope),
  });
  await scope.em.execute('update grade set told_state = ?, untold = null where id = ?', [state, before.id]);
}

/** Where there is a time limit: when the time began in which it was handed in. */
const startOf = ({ minutes, starts }: GradedPlace, { submittedAt }: GradeResult): Date | null =>
  (minutes !== null && submittedAt && starts.findLast((start) => start <= submittedAt)) || null;

/** Null while there is nothing to tell: nothing counts, nothing did when it was told last, and nothing has gone wrong. */
function toldStateOf({ place, before, result, hasFailed }: MadeGrade, now: Date): ToldState | null {
  if (result.points === null && hasFailed) return 'judgeFailed';
  if (result.points === null) return before.points === null ? null : 'reset';
  if (!place.isReleased) return 'waitsForPerson';
  const isUsedUp = place.attempts !== null && result.why.every(({ counted }) => counted >= place.attempts!);
  return isUsedUp || workPhaseAt(place, now) === 'closed' ? 'closed' : 'judged';
}

const isNews = (before: LockedGrade, { points, maximum, submissionId }: GradeResult, state: ToldState) =>
  before.toldState !== state ||
  before.points !== points ||
  before.maximum !== maximum ||
  before.submissionId !== submissionId;
