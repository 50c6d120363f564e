import type { Scope } from '#src/scope/scope.ts';
import type { Adjustment } from '../grade-adjustment.ts';
import type { Reason } from '../grade-of.ts';
import type { untoldReasons } from '../grade.entity.ts';
import { lineItemOf } from '../line-item-of.ts';
import { lmsColumns, type LmsRow } from '../lms/lms-columns.ts';
import type { Graded } from '../lock-grade.ts';

/** What somebody has for an assignment, and what the LMS was told of it. */
export interface GradeRow extends LmsRow {
  /** Null where nothing counts yet. */
  readonly points: number | null;
  readonly maximum: number;
  readonly latePercent: number;
  readonly submissionId: string | null;
  readonly why: readonly Reason[];
  readonly adjustments: readonly Adjustment[];
  readonly override: ShownOverride | null;
  readonly madeAt: string | null;
  readonly untold: (typeof untoldReasons)[number] | null;
  readonly lineItemId: string | null;
}

/** What somebody who teaches set, why, and when. */
export interface ShownOverride {
  readonly points: number;
  readonly reason: string;
  readonly at: string;
  readonly who: string | null;
}

const query = `
  select g.points::float8 as points, g.maximum::float8 as maximum, g.late_percent::float8 as "latePercent",
    g.submission_id as "submissionId", g.why, g.adjustments, g.made_at as "madeAt", g.untold, i.id as "lineItemId",
    case when h.id is not null then jsonb_build_object('points', h.to_points::float8, 'reason', h.reason, 'at', h.created_at,
      'who', by.name) end as override, ${lmsColumns}
  from grade g join assignment a on a.id = g.assignment_id join course c on c.id = a.course_id
    left join grade_change h on h.id = g.override_id left join "user" by on by.id = h.made_by_id
    left join lateral ${lineItemOf} i on true
    left join lti_score s on s.line_item_id = i.id and s.user_id = g.user_id
  where g.organization_id = ? and g.assignment_id = ? and g.user_id = ? and g.made_at is not null`;

/** Null where there is nothing yet. One statement. */
export async function selectGrade(
  { em, organization }: Scope,
  { assignmentId, userId }: Graded,
): Promise<GradeRow | null> {
  const [row] = await em.execute<GradeRow[]>(query, [organization.id, assignmentId, userId]);
  return row ?? null;
}
