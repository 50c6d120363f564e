import type { Scope } from '#src/scope/scope.ts';
import type { Graded } from '../lock-grade.ts';
import type { GradeChangeKind } from './grade-change.entity.ts';

/** What a person did to a grade. */
export interface ShownChange {
  readonly id: string;
  readonly kind: GradeChangeKind;
  readonly at: string;
  readonly fromPoints: number | null;
  readonly toPoints: number | null;
  readonly reason: string;
  /** Null for somebody who is not there any more. */
  readonly who: string | null;
}

/** The newest first, 100 at most. One statement. */
export const selectChanges = ({ em, organization }: Scope, { assignmentId, userId }: Graded): Promise<ShownChange[]> =>
  em.execute<ShownChange[]>(
    `select h.id, h.kind, h.created_at as at, h.from_points::float8 as "fromPoints", h.to_points::float8 as "toPoints", h.reason,
        u.name as who
      from grade_change h left join "user" u on u.id = h.made_by_id
      where h.organization_id = ? and h.assignment_id = ? and h.user_id = ? order by h.created_at desc, h.id desc limit 100`,
    [organization.id, assignmentId, userId],
  );
