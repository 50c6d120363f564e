import { selectAttempts, type Attempt } from '#plugins/assignments';
import { publish } from '#src/http/live/publish.ts';
import type { Scope } from '#src/scope/scope.ts';
import { selectAdjustments } from './grade-adjustment.ts';
import { gradeOf, type GradeResult } from './grade-of.ts';
import { lockGrade, type Graded, type LockedGrade } from './lock-grade.ts';
import { gradeTopic } from './panel/grade-topic.ts';
import { selectRules } from './select-rules.ts';
import { classTopic } from './students/class-topic.ts';
import { tellGrade } from './telling/tell-grade.ts';

interface Options {
  /** The LMS is told again, although it was told the same. */
  readonly isRepeated?: boolean;
}

/**
 * Makes somebody's grade for an assignment anew from what they handed in, and has the LMS told where it changed. In one transaction
 * that holds the row, so that of two at once the later one sees everything. What a person who teaches set stays until it is
 * undone. What those who teach hand in counts nowhere. Resolves to the points; null where nothing counts.
 */
export const makeGrade = (scope: Scope, graded: Graded, { isRepeated = false }: Options = {}): Promise<number | null> =>
  scope.transaction(async (inside) => {
    const known = await selectRules(inside, graded);
    if (known?.role !== 'learner') return null;
    const before = await lockGrade(inside, graded);
    // What was saved while we waited for the row counts.
    const place = (await selectRules(inside, graded))!;
    const attempts = await selectAttempts(inside, graded);
    if (attempts.length === 0 && before.override === null && before.points === null) return null;
    const { why } = gradeOf(attempts, place);
    const made = gradeOf(attempts, place, await selectAdjustments(inside, graded, why));
    const result = withOverride(made, before);
    await store(inside, before.id, result, place.version);
    await tellGrade(inside, { graded, place, before, result, hasFailed: hasFailed(attempts), isRepeated });
    publish(inside, gradeTopic, graded);
    publish(inside, classTopic, { assignmentId: graded.assignmentId });
    return result.points;
  });

const withOverride = (made: GradeResult, { override }: LockedGrade): GradeResult =>
  override === null ? made : { ...made, points: override.points };

const store = (
  { em }: Scope,
  gradeId: string,
  { points, maximum, latePercent, submissionId, why, adjustments }: GradeResult,
  version: number,
) =>
  em.execute(
    `update grade set points = ?, maximum = ?, late_percent = ?, submission_id = ?, why = ?::jsonb, adjustments = ?::jsonb,
      assignment_version = ?, made_at = clock_timestamp() where id = ?`,
    [points, maximum, latePercent, submissionId, JSON.stringify(why), JSON.stringify(adjustments), version, gradeId],
  );

/** The newest could not be judged. */
const hasFailed = (attempts: readonly Attempt[]) => attempts.at(-1)?.isUnjudged === true;
