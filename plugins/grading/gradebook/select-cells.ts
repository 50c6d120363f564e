import type { Scope } from '#src/scope/scope.ts';
import { lmsColumns, type LmsRow } from '../lms/lms-columns.ts';
import type { GradedAssignment } from './select-assignments.ts';

/** A grade where a student's row and an assignment's column meet. */
export interface Cell extends LmsRow {
  readonly userId: string;
  readonly assignmentId: string;
  readonly points: number | null;
  readonly maximum: number;
  readonly latePercent: number;
  readonly isOverridden: boolean;
  readonly isAdjusted: boolean;
}

const query = `
  select g.user_id as "userId", g.assignment_id as "assignmentId", g.points::float8 as points, g.maximum::float8 as maximum,
    g.late_percent::float8 as "latePercent", g.override_id is not null as "isOverridden",
    g.adjustments <> '[]' as "isAdjusted", ${lmsColumns}
  from unnest(?::uuid[], ?::uuid[]) as a(id, line_item_id) cross join unnest(?::uuid[]) as u(id)
    join lateral (select * from grade where organization_id = ? and assignment_id = a.id and user_id = u.id limit 1) g on true
    left join lateral (select * from lti_score where line_item_id = a.line_item_id and user_id = u.id limit 1) s on true`;

/** Of these students in these assignments, each by its key, of however many there are; one statement. */
export const selectCells = (
  { em, organization }: Scope,
  assignments: readonly GradedAssignment[],
  userIds: readonly string[],
): Promise<Cell[]> =>
  em.execute<Cell[]>(query, [
    array(assignments.map(({ id }) => id)),
    array(assignments.map(({ lineItemId }) => lineItemId ?? 'null')),
    array(userIds),
    organization.id,
  ]);

const array = (values: readonly string[]) => `{${values.join(',')}}`;
