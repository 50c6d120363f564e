import type { CourseRole } from '#lti';
import { selectAssignmentRules, selectProblems } from '#plugins/assignments';
import type { Scope } from '#src/scope/scope.ts';
import type { Rules } from './grade-of.ts';
import { lineItemOf } from './line-item-of.ts';

/** An assignment's rules, who is graded by them, and where the LMS hears of it. */
export interface GradedPlace extends Rules {
  readonly version: number;
  readonly isReleased: boolean;
  readonly role: CourseRole;
  readonly isTestUser: boolean;
  /** The column that the platform keeps for the link; null where it keeps none. */
  readonly lineItemId: string | null;
  /** Null outside the courses of the platform. */
  readonly contextId: string | null;
}

interface Row {
  readonly version: number;
  readonly isReleased: boolean;
  readonly role: CourseRole;
  readonly isTestUser: boolean;
  readonly lineItemId: string | null;
  readonly contextId: string | null;
}

const query = `
  select a.version,
    (a.grade_release = 'auto' or a.grades_released_at is not null) as "isReleased", e.role, e.is_test_user as "isTestUser",
    i.id as "lineItemId", c.lti_context_id as "contextId"
  from assignment a join course c on c.id = a.course_id join enrollment e on e.course_id = c.id
    left join lateral ${lineItemOf} i on true
  where a.organization_id = ? and a.id = ? and e.user_id = ?`;

/** Null for whoever never was in the course. Three statements. */
export async function selectRules(
  scope: Scope,
  { assignmentId, userId }: { readonly assignmentId: string; readonly userId: string },
): Promise<GradedPlace | null> {
  const [row] = await scope.em.execute<Row[]>(query, [scope.organization.id, assignmentId, userId]);
  const rules = row && (await selectAssignmentRules(scope, { assignmentId, userId }));
  return rules ? { ...row, ...rules, problems: await selectProblems(scope, assignmentId) } : null;
}

/** What tells our own column of an assignment from others of the course. */
export const resourceIdOf = (assignmentId: string) => `assignment.${assignmentId}`;
